using LtoPar.Backend;
using LtoPar.Driver.Caching;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Distributing;
using LtoPar.Driver.Execution;
using LtoPar.Platform.Jobs;

namespace LtoPar.Driver.Compilation;

/// <summary>What a command asks of the pipeline, read from its options before anything is loaded.</summary>
/// <param name="Library">The libLLVM of --llvm-lib; null: the one that is found.</param>
/// <param name="Compile">As given: LLVM's words are not settled, a native processor is not resolved. The rules of the cut are among them.</param>
/// <param name="Plan">How to cut and link.</param>
/// <param name="LinkName">What promoted names are derived from: the path of the linker's output, or of this run's.</param>
/// <param name="Jobs">The most partitions compiled at a time.</param>
internal sealed record PipelineRequest(string? Library, CompileOptions Compile, PlanRequest Plan, string LinkName, int Jobs)
{
    /// <summary>Threads for reading and merging.</summary>
    public int Readers { get; init; } = Jobs;

    /// <summary>Partitions need its tokens, all but one at a time; null: none does.</summary>
    public JobServer? JobServer { get; init; }

    /// <summary>Bytes; null: what the machine has.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Where partitions are compiled.</summary>
    public ExecutorRequest Executor { get; init; } = ExecutorRequest.Threads;

    /// <summary>Code will be generated: the processor must be one that LLVM knows.</summary>
    public bool GeneratesCode { get; init; } = true;

    /// <summary>The program need not be in one module: nothing that is asked for shows it so.</summary>
    public bool MayBeSegmented { get; init; }

    /// <summary>Null: every partition is compiled.</summary>
    public CacheRequest? Cache { get; init; }

    /// <summary>The size of what is compiled, as far as it is known before; 0: it is not.</summary>
    public long InputBytes { get; init; }

    /// <summary>What the user calls the output, for telling later why something was compiled again.</summary>
    public string OutputName { get; init; } = "lto-par";

    /// <summary>The input as the command line names it.</summary>
    public string InputPath { get; init; } = "-";

    /// <summary>Null: this process compiles.</summary>
    public Distributor? Distributor { get; init; }

    /// <summary>LLVM's warnings about the program end the run.</summary>
    public bool WarningsAreErrors { get; init; }

    /// <summary>The shortest run of a pass that the trace shows, in microseconds; null: there is no trace.</summary>
    public int? PassGranularity { get; init; }

    /// <summary>Where the partitions go as text; null: nowhere.</summary>
    public IrFolder? Ir { get; init; }

    public TempStages Temps { get; init; } = TempStages.None;
}
