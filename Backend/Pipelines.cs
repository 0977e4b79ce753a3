namespace LtoPar.Backend;

/// <summary>
/// The part of lto&lt;Ox&gt; that comes after IPO, for LLVM 22: what opt -passes='lto&lt;Ox&gt;' -print-pipeline-passes prints, from
/// require&lt;globals-aa&gt; on, without what needs the whole program (lowertypetests, globaldce with vtable visibility). For O2 the IPO part and
/// this one, run one after the other on an unpartitioned module, give the object of lto&lt;O2&gt; byte for byte.
///
/// O3 prints the text of O2 but for loop-unroll's level; what its text cannot say are thresholds of the loop unroller, which are global
/// options of LLVM (<see cref="GlobalOptions"/>). Os prints the text of O2 (size is an attribute of functions). Oz vectorises only where asked.
/// O0 and O1 have no function pipeline in LTO.
/// </summary>
internal static class Pipelines
{
    private const string Head = "require<globals-aa>,function(invalidate<aa>),cgscc(openmp-opt-cgscc),";

    private const string Tail = "elim-avail-extern,globaldce,rel-lookup-table-converter,cg-profile,coro-cleanup,alloc-token,function(annotation-remarks)";

    private const string InstCombine = "instcombine<max-iterations=1;no-verify-fixpoint>";

    private const string LateSimplifyCfg =
        "simplifycfg<bonus-inst-threshold=1;no-forward-switch-cond;switch-range-to-icmp;switch-to-arithmetic;no-switch-to-lookup;keep-loops;"
        + "hoist-common-insts;no-hoist-loads-stores-with-cond-faulting;no-sink-common-insts;speculate-blocks;simplify-cond-branch;speculate-unpredictables>";

    private const string EarlySimplifyCfg =
        "simplifycfg<bonus-inst-threshold=1;forward-switch-cond;switch-range-to-icmp;switch-to-arithmetic;switch-to-lookup;no-keep-loops;"
        + "hoist-common-insts;no-hoist-loads-stores-with-cond-faulting;sink-common-insts;speculate-blocks;simplify-cond-branch;no-speculate-unpredictables>";

    private const string Minimal = "coro-cond(coro-cleanup,globaldce),alloc-token,function(annotation-remarks)";

    public static string Suffix(OptimizationLevel level) => level switch
    {
        OptimizationLevel.O0 or OptimizationLevel.O1 => Minimal,
        OptimizationLevel.O3 => Full("O3", vectorizeForcedOnly: false, slp: true),
        OptimizationLevel.Oz => Full("O2", vectorizeForcedOnly: true, slp: false),
        _ => Full("O2", vectorizeForcedOnly: false, slp: true),
    };

    /// <summary>What the level says beyond its pipeline text, as arguments of LLVM's option parser.</summary>
    public static IReadOnlyList<string> GlobalOptions(OptimizationLevel level) => level == OptimizationLevel.O3
        ? ["-inline-threshold=250", "-locally-hot-callsite-threshold=525", "-inlinecold-threshold=45", "-unroll-threshold-default=300"]
        : [];

    private static string Full(string unroll, bool vectorizeForcedOnly, bool slp) =>
        Head
        + "function<eager-inv>(loop-mssa(licm<allowspeculation>),gvn<>,memcpyopt,dse,move-auto-init,mldst-motion<no-split-footer-bb>,"
        + "loop(indvars,loop-deletion,loop-unroll-full),loop-distribute,"
        + (vectorizeForcedOnly
            ? "loop-vectorize<no-interleave-forced-only;vectorize-forced-only;>,"
            : "loop-vectorize<no-interleave-forced-only;no-vectorize-forced-only;>,")
        + $"drop-unnecessary-assumes,infer-alignment,loop-unroll<{unroll}>,transform-warning,sroa<preserve-cfg>,{InstCombine},{EarlySimplifyCfg},sccp,"
        + $"{InstCombine},bdce,{(slp ? "slp-vectorizer," : "")}vector-combine,infer-alignment,{InstCombine},loop-mssa(licm<allowspeculation>),"
        + "alignment-from-assumptions,jump-threading),"
        + $"function(loop-sink,div-rem-pairs,{LateSimplifyCfg}),"
        + Tail;
}
