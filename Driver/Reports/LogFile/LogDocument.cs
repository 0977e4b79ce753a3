using LtoPar.Driver.Reports.StatisticsFile;

namespace LtoPar.Driver.Reports.LogFile;

/// <summary>
/// The log of one run, which --log writes and 'lto-par report' reads (docs/reports.md). Units are in the names of members; times are milliseconds since the run
/// began. Lists of symbols and edges are bounded, with totals beside them: the log of a large program is not large.
/// </summary>
internal sealed record LogDocument
{
    /// <summary>The value of <see cref="Format"/> in every log.</summary>
    public const string FormatName = "lto-par run log";

    /// <summary>To be raised when a member means something else than before, or is gone.</summary>
    public const int CurrentVersion = 1;

    public string Format { get; init; } = FormatName;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The version of lto-par that wrote it.</summary>
    public required string LtoPar { get; init; }

    /// <summary>The version of LLVM that compiled.</summary>
    public required string Llvm { get; init; }

    public required string Input { get; init; }

    /// <summary>What messages and caches call the output.</summary>
    public required string Output { get; init; }

    /// <summary>The options that decide the plan and the objects, with everything written out that was found out, and how it was run.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    public required LogMachine Machine { get; init; }

    public required double WallMs { get; init; }

    public required double CpuMs { get; init; }

    /// <summary>Whether every output was taken from the cache as an earlier run had made it: nothing was read or planned.</summary>
    public bool Unchanged { get; init; }

    /// <summary>Null: the program was not read.</summary>
    public LogProgram? Program { get; init; }

    /// <summary>The phases in the order in which they ended; they do not overlap.</summary>
    public required IReadOnlyList<LogStage> Stages { get; init; }

    /// <summary>The partitions in link order.</summary>
    public required IReadOnlyList<LogPartition> Partitions { get; init; }

    /// <summary>Null: the program was not read.</summary>
    public LogCut? Cut { get; init; }

    /// <summary>Definitions that other partitions reach under another name.</summary>
    public LogSymbols? Promoted { get; init; }

    /// <summary>Constants whose values other partitions see.</summary>
    public LogSymbols? Cloned { get; init; }

    /// <summary>Constants of which other partitions have a copy.</summary>
    public LogSymbols? Copied { get; init; }

    /// <summary>Functions whose bodies other partitions see.</summary>
    public LogSymbols? Imported { get; init; }

    /// <summary>Null: the program was not read.</summary>
    public LogTogether? Together { get; init; }

    /// <summary>Null: there was no cache.</summary>
    public CacheDocument? Cache { get; init; }

    /// <summary>What the plan has to remark, and why debug information was read whole.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
