using System.Text.Json;

namespace LtoPar.Driver.Reports;

/// <summary>A run of one of LLVM's passes on a part of a partition, or what else LLVM times.</summary>
/// <param name="Detail">What it ran on, as LLVM calls it; "": LLVM does not say.</param>
/// <param name="Started">Microseconds since the partition's optimisation began.</param>
/// <param name="Ended">The same.</param>
internal sealed record PassRun(string Name, string Detail, long Started, long Ended)
{
    /// <summary>The start of the names that LLVM sums up times under, at the end of its record.</summary>
    private const string Total = "Total ";

    /// <param name="json">LLVM's own record (<see cref="Llvm.PassProfile"/>).</param>
    /// <returns>In order of time; one that runs another comes first.</returns>
    public static IReadOnlyList<PassRun> Read(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.GetProperty("traceEvents").EnumerateArray()
                .Where(e => e.GetProperty("ph").ValueEquals("X") && !e.GetProperty("name").GetString()!.StartsWith(Total, StringComparison.Ordinal))
                .Select(Of)
                .OrderBy(p => p.Started).ThenByDescending(p => p.Ended),
        ];
    }

    private static PassRun Of(JsonElement e)
    {
        long start = e.GetProperty("ts").GetInt64();
        string detail = e.TryGetProperty("args", out JsonElement args) && args.TryGetProperty("detail", out JsonElement text) ? text.GetString()! : "";
        return new PassRun(e.GetProperty("name").GetString()!, detail, start, start + e.GetProperty("dur").GetInt64());
    }
}
