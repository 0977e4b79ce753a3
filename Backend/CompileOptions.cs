using LtoPar.CallGraph;
using LtoPar.Llvm;

namespace LtoPar.Backend;

/// <summary>
/// Everything besides the partition's bytes that decides its object: compile(bytes, options) is a pure function, so whatever is added here
/// belongs to the cache key, the worker protocol and the reproducer as well (<see cref="ToArguments"/> is all three).
/// </summary>
public sealed record CompileOptions
{
    public Stage Stage { get; init; } = Stage.PostIpo;

    public OptimizationLevel Level { get; init; } = OptimizationLevel.O2;

    /// <summary>Partitions run the inliner.</summary>
    public bool InlinesInPartitions => Stage == Stage.PartitionIpo && Level is not (OptimizationLevel.O0 or OptimizationLevel.O1);

    /// <summary>Null: the level that goes with <see cref="Level"/> (<see cref="TargetMachine.CodegenLevelOf"/>).</summary>
    public CodegenLevel? CodegenLevel { get; init; }

    /// <summary>-mcpu; null: the target's generic processor. The driver has resolved "native".</summary>
    public string? Cpu { get; init; }

    /// <summary>-mattr, as LLVM spells it ("+avx2,-fma"); null: the processor's own features.</summary>
    public string? Features { get; init; }

    /// <summary>Null: the module flags decide (PIC when "PIC Level" is set, else static).</summary>
    public RelocationModel? RelocationModel { get; init; }

    /// <summary>Null: the module flag "Code Model" decides, else the target has its default.</summary>
    public CodeModel? CodeModel { get; init; }

    public bool FunctionSections { get; init; } = true;

    public bool DataSections { get; init; } = true;

    /// <summary>Whether objects say which symbols' addresses are significant (.llvm_addrsig), for ld.lld --icf=safe.</summary>
    public bool AddressSignificance { get; init; }

    /// <summary>Whether LLVM's verifier runs on the input and on each carved partition.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>The rules that code generation follows; see <see cref="CallGraph.Rules"/>.</summary>
    public Rules Rules { get; init; } = Rules.All;

    /// <summary>-mllvm, as given; once settled (<see cref="CodeGeneration.LlvmWords"/>), the words that LLVM's option parser gets.</summary>
    public IReadOnlyList<string> LlvmArguments { get; init; } = [];

    /// <summary>The optimisation remarks to record beside the object, which is the same without them; null: none.</summary>
    public RemarkRequest? Remarks { get; init; }

    /// <summary>The command-line spelling of these options, complete and in a fixed order. Remarks are not part of it: they change no object.</summary>
    public IReadOnlyList<string> ToArguments() =>
    [
        $"--stage={StageName}",
        .. Stage == Stage.ParallelIpo ? ["--ipo=parallel"] : Array.Empty<string>(),
        .. Target(),
        FunctionSections ? "-ffunction-sections" : "-fno-function-sections",
        DataSections ? "-fdata-sections" : "-fno-data-sections",
        .. AddressSignificance ? ["-faddrsig"] : Array.Empty<string>(),
        .. Checks(),
    ];

    /// <summary>
    /// The command-line spelling of the options that decide the result of the prefix, which 'lto-par ipo' takes. The stage is the one that the result is input
    /// for.
    /// </summary>
    public IReadOnlyList<string> ToIpoArguments() => [$"--to={StageName}", .. Target(), .. Checks()];

    private string StageName => Stage switch
    {
        Stage.Ipo or Stage.ParallelIpo => "ipo",
        Stage.PartitionIpo => "partition-ipo",
        Stage.PostInline => "post-inline",
        Stage.PostIpo => "post-ipo",
        _ => "codegen",
    };

    private IEnumerable<string> Target()
    {
        yield return $"-{Level}";
        if (CodegenLevel is { } level)
        {
            yield return $"--codegen-opt-level={(int)level}";
        }

        if (Cpu is not null)
        {
            yield return $"-mcpu={Cpu}";
        }

        if (Features is not null)
        {
            yield return $"-mattr={Features}";
        }

        if (RelocationModel is { } relocation)
        {
            yield return relocation == Backend.RelocationModel.Pic ? "--relocation-model=pic" : "--relocation-model=static";
        }

        if (CodeModel is { } model)
        {
            yield return $"-mcmodel={model.ToString().ToLowerInvariant()}";
        }
    }

    private IEnumerable<string> Checks()
    {
        yield return Verify ? "--verify" : "--no-verify";
        if (Rules != Rules.All)
        {
            yield return $"--disable-rule={RuleTable.Disabled(Rules)}";
        }

        foreach (string argument in LlvmArguments)
        {
            yield return $"-mllvm={argument}";
        }
    }
}
