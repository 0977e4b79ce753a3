using System.Text.Json.Serialization;

namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>Forecasts how the run's partitions would be divided among another number of workers.</summary>
/// <param name="MakespanMs">The time of the partitions.</param>
internal sealed record ForecastDocument(int Workers, double MakespanMs, double Balance)
{
    /// <summary>The time of the whole run; older builds did not tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? WallMs { get; init; }
}
