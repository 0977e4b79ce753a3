namespace LtoPar.Driver.Reports.LogFile;

/// <summary>A phase of the run.</summary>
/// <param name="CpuMs">Processor time of the whole process meanwhile; 0 where nobody looked.</param>
/// <param name="IsParallel">Whether several threads share the work, where there are several.</param>
internal sealed record LogStage(string Name, double StartedMs, double EndedMs, double CpuMs, bool IsParallel)
{
    /// <summary>The phase in which partitions are compiled.</summary>
    public const string Compile = "compile";

    [System.Text.Json.Serialization.JsonIgnore]
    public double WallMs => EndedMs - StartedMs;
}
