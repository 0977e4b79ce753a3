using System.Text.Json;
using System.Text.Json.Serialization;

namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>
/// The file that --stats-json writes (docs/cli.md): members in their order, units in their names. tools/Bench reads it with the same types, so they use
/// nothing else of lto-par.
/// </summary>
internal sealed record RunDocument
{
    public int Version { get; init; } = 1;

    public required string Input { get; init; }

    public required int Symbols { get; init; }

    /// <summary>The modules that the program was read from. Not in files of older builds.</summary>
    public int Segments { get; init; } = 1;

    public required int Jobs { get; init; }

    public required double WallMs { get; init; }

    public required double SerialFraction { get; init; }

    public required double CpuMs { get; init; }

    public required double OneThreadFraction { get; init; }

    public required double Balance { get; init; }

    public required long PeakRssBytes { get; init; }

    public required long PredictedPeakBytes { get; init; }

    public required long MemoryLimitBytes { get; init; }

    public required int GcCollections { get; init; }

    public required IReadOnlyList<PhaseDocument> Phases { get; init; }

    public required IReadOnlyList<PartitionDocument> Partitions { get; init; }

    /// <summary>Null when there are no partitions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StragglerDocument? Straggler { get; init; }

    public required double PredictionScale { get; init; }

    public required double PredictionError { get; init; }

    public required IReadOnlyList<ForecastDocument> BalanceAt { get; init; }

    public required long CutCallEdges { get; init; }

    public required double CutWeightShare { get; init; }

    public required int Promoted { get; init; }

    public required int Cloned { get; init; }

    public required int Copied { get; init; }

    /// <summary>Why LLVM read debug information that is usually left out; empty: it did not. Not in files of older builds.</summary>
    public IReadOnlyList<string> ReadWhole { get; init; } = [];

    /// <summary>Functions that partitions see the bodies of and do not define; 0 but for --ipo=parallel. Not in files of older builds.</summary>
    public int Imported { get; init; }

    public long ImportedInstructions { get; init; }

    /// <summary>Null: there is no cache.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CacheDocument? Cache { get; init; }

    public string Print() => JsonSerializer.Serialize(this, StatisticsContext.Default.RunDocument) + "\n";

    /// <exception cref="JsonException">The text is something else.</exception>
    public static RunDocument Parse(string text) =>
        JsonSerializer.Deserialize(text, StatisticsContext.Default.RunDocument) ?? throw new JsonException("null is no run");
}
