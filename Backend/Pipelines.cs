namespace LtoPar.Backend;

/// <summary>
/// lto&lt;Ox&gt; of LLVM 22 in two parts: the prefix needs the whole program, the suffix is run on each partition. One after the other, on a module that is not
/// cut, they give the object of lto&lt;Ox&gt; byte for byte, at every level.
///
/// The text that opt -passes='lto&lt;Ox&gt;' -print-pipeline-passes prints is not the whole truth: parameters of many passes are not printed. Those that a text
/// can say are written out here (openmp-opt-postlink, ipsccp&lt;no-func-spec&gt; for Os and Oz, coro-split&lt;reuse-storage&gt;,
/// cg-profile&lt;in-lto-post-link&gt;); the others are global options of LLVM, of a level (<see cref="GlobalOptions"/>) or of one of the parts
/// (<see cref="Llvm.PrefixOptions"/>).
///
/// The function passes that follow the inliner need no whole program, but LLVM runs one pass over the call graph after them (function-attrs), so they can be on
/// either side of the cut: at the end of the prefix (<see cref="Stage.PostIpo"/>), or at the start of the suffix (<see cref="Stage.PostInline"/>), where they
/// run in parallel and function-attrs sees one partition.
///
/// In one place the order differs from that of lto&lt;Ox&gt;: lowertypetests lays out the vtables and jump tables of the whole program, so its first run ends
/// the prefix (in lto&lt;O2&gt; and up it follows the function passes); its second run, which drops the type tests that wholeprogramdevirt left under
/// llvm.assume, is in its place, in the suffix. The suffix's globaldce knows nothing of vtable visibility, since it sees the calls of one partition.
///
/// Function passes ask for the profile's summary only where a module pass has made it. In lto&lt;Ox&gt; the inliner has; the suffix requires it itself, or cold
/// functions would be optimised as if their counts were unknown.
///
/// called-value-propagation is left out where nothing reads what it writes: IR differs from that of lto&lt;Ox&gt; in !callees then, the object does not.
///
/// O0 and O1 have no function pipeline in LTO, and no inliner.
/// </summary>
internal static class Pipelines
{
    private const string AfterInlining =
        $"function<eager-inv>({InstCombine},constraint-elimination,jump-threading,sroa<modify-cfg>,tailcallelim),cgscc(function-attrs),";

    private const string Profile = "require<profile-summary>,";

    private const string Head = "require<globals-aa>,function(invalidate<aa>),cgscc(openmp-opt-cgscc),";

    private const string Tail =
        "elim-avail-extern,globaldce,rel-lookup-table-converter,cg-profile<in-lto-post-link>,coro-cleanup,alloc-token,function(annotation-remarks)";

    private const string InstCombine = "instcombine<max-iterations=1;no-verify-fixpoint>";

    private const string LateSimplifyCfg =
        "simplifycfg<bonus-inst-threshold=1;no-forward-switch-cond;switch-range-to-icmp;switch-to-arithmetic;no-switch-to-lookup;keep-loops;"
        + "hoist-common-insts;no-hoist-loads-stores-with-cond-faulting;no-sink-common-insts;speculate-blocks;simplify-cond-branch;speculate-unpredictables>";

    private const string EarlySimplifyCfg =
        "simplifycfg<bonus-inst-threshold=1;forward-switch-cond;switch-range-to-icmp;switch-to-arithmetic;switch-to-lookup;no-keep-loops;"
        + "hoist-common-insts;no-hoist-loads-stores-with-cond-faulting;sink-common-insts;speculate-blocks;simplify-cond-branch;no-speculate-unpredictables>";

    private const string Minimal = "lowertypetests,coro-cond(coro-cleanup,globaldce),alloc-token,function(annotation-remarks)";

    private const string Start = "memprof-remove-attributes,cross-dso-cfi,";

    private const string GlobalDce = "globaldce<vfe-linkage-unit-visibility>";

    private const string Devirtualize = "globalsplit,wholeprogramdevirt,norecurse-lto-inference,";

    private const string SplitCoroutines = "coro-cond(coro-early,cgscc(coro-split))";

    /// <summary>The pipeline of the serial part, which takes the whole program and leaves a module that can be cut.</summary>
    /// <param name="next">The stage that the module is input for.</param>
    /// <param name="callees">Something reads the result of called-value-propagation (<see cref="Ipo.CalleeMetadata"/>); false leaves the pass out.</param>
    public static string Prefix(OptimizationLevel level, Stage next, bool callees) => level switch
    {
        OptimizationLevel.O0 => $"{Start}wholeprogramdevirt,lowertypetests,{SplitCoroutines}",
        OptimizationLevel.O1 => $"{Start}openmp-opt-postlink,{GlobalDce},inferattrs,rpo-function-attrs,{Devirtualize}lowertypetests,{SplitCoroutines}",
        _ => FullPrefix(Ipsccp(level), next, callees),
    };

    /// <summary>The pipeline of the parallel part, for a partition of the prefix's result.</summary>
    /// <param name="stage">The stage that the prefix left to do.</param>
    public static string Suffix(OptimizationLevel level, Stage stage) => level switch
    {
        OptimizationLevel.O0 or OptimizationLevel.O1 => Minimal,
        _ => Profile + (stage == Stage.PostInline ? AfterInlining : "") + AfterIpo(level),
    };

    /// <summary>What is left of the prefix for the whole program where the rest of it runs in partitions (<see cref="Ipo.WholeProgramPasses"/>).</summary>
    public static string WholeProgram(OptimizationLevel level) => level switch
    {
        OptimizationLevel.O0 or OptimizationLevel.O1 => Prefix(level, Stage.PostInline, callees: false),
        _ => $"{Start}{GlobalDce},inferattrs,pgo-icall-prom,{Devirtualize}coro-early,globalopt,lowertypetests",
    };

    /// <summary>The same of a program that has a profile and no types to be looked at: calls through pointers that the profile knows.</summary>
    public const string WholeProgramProfile = "pgo-icall-prom";

    /// <summary>
    /// The prefix for a partition that has been through none, up to the inliner, which imported bodies are there for. Left out is what needs the
    /// whole program to do anything (<see cref="Ipo.WholeProgramPasses"/>), called-value-propagation, and norecurse-lto-inference: seeing a
    /// part, it would take the functions of other partitions for a library's.
    /// </summary>
    public static string PartitionInlining(OptimizationLevel level) => level switch
    {
        OptimizationLevel.O0 => "memprof-remove-attributes",
        OptimizationLevel.O1 => "memprof-remove-attributes,openmp-opt-postlink,inferattrs,rpo-function-attrs",
        _ => "memprof-remove-attributes,openmp-opt-postlink,inferattrs,function<eager-inv>(callsite-splitting),"
            + $"cgscc(function-attrs,argpromotion,function(sroa<modify-cfg>)),{Ipsccp(level)},rpo-function-attrs,coro-early,globalopt,"
            + $"function(mem2reg),constmerge,deadargelim,function<eager-inv>({InstCombine},aggressive-instcombine),expand-variadics,"
            + "cgscc(inline<only-mandatory>,inline)",
    };

    /// <summary>The end of the prefix for such a partition, once it has lost the bodies of others.</summary>
    public static string PartitionCleanup(OptimizationLevel level) => level switch
    {
        OptimizationLevel.O0 or OptimizationLevel.O1 => SplitCoroutines,
        _ => "globalopt,openmp-opt-postlink,globaldce,cgscc(argpromotion,coro-split<reuse-storage>,coro-annotation-elide)",
    };

    /// <summary>What follows is the same as after the serial prefix.</summary>
    public static string PartitionSuffix(OptimizationLevel level) => Suffix(level, Stage.PostInline);

    private static string Ipsccp(OptimizationLevel level) =>
        level is OptimizationLevel.Os or OptimizationLevel.Oz ? "ipsccp<no-func-spec>" : "ipsccp<func-spec>";

    private static string AfterIpo(OptimizationLevel level) => level switch
    {
        OptimizationLevel.O3 => Full("O3", vectorizeForcedOnly: false, slp: true),
        OptimizationLevel.Oz => Full("O2", vectorizeForcedOnly: true, slp: false),
        _ => Full("O2", vectorizeForcedOnly: false, slp: true),
    };

    /// <summary>
    /// The settings of a level beyond its pipeline text, as arguments of LLVM's option parser: thresholds of the inliner and of the loop unroller.
    /// -inline-threshold is not among them: LLVM takes it for the user's wish and applies it to functions that are optsize and minsize as well.
    /// </summary>
    public static IReadOnlyList<string> GlobalOptions(OptimizationLevel level) => level switch
    {
        OptimizationLevel.O3 => ["-inlinedefault-threshold=250", "-locally-hot-callsite-threshold=525", "-unroll-threshold-default=300"],
        OptimizationLevel.Os => ["-inlinedefault-threshold=50"],
        OptimizationLevel.Oz => ["-inlinedefault-threshold=5"],
        _ => [],
    };

    private static string FullPrefix(string ipsccp, Stage next, bool callees) =>
        $"{Start}openmp-opt-postlink,{GlobalDce},inferattrs,function<eager-inv>(callsite-splitting),pgo-icall-prom,"
        + $"cgscc(function-attrs,argpromotion,function(sroa<modify-cfg>)),{ipsccp},"
        + (callees ? "called-value-propagation," : "")
        + $"rpo-function-attrs,{Devirtualize}"
        + $"coro-early,globalopt,function(mem2reg),constmerge,deadargelim,function<eager-inv>({InstCombine},aggressive-instcombine),expand-variadics,"
        + $"cgscc(inline<only-mandatory>,inline),globalopt,openmp-opt-postlink,{GlobalDce},"
        + "cgscc(argpromotion,coro-split<reuse-storage>,coro-annotation-elide),"
        + (next == Stage.PostInline ? "" : AfterInlining)
        + "lowertypetests";

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
        + $"lowertypetests,function(loop-sink,div-rem-pairs,{LateSimplifyCfg}),"
        + Tail;
}
