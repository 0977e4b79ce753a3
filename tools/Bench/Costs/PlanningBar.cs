using System.Globalization;
using System.Text.Json;
using LtoPar.Bench.Reports;

namespace LtoPar.Bench.Costs;

/// <summary>Planning alone against its bars: the best run's time and the least memory of any.</summary>
internal static class PlanningBar
{
    /// <param name="lines">One JSON object a run.</param>
    /// <exception cref="JsonException">A line is something else.</exception>
    public static (string Text, bool Passed) Print(IEnumerable<string> lines, double seconds, long bytes)
    {
        PlanningRun[] runs = [.. lines.Where(l => l.Length > 0).Select(Parse)];
        PlanningRun best = runs.MinBy(r => r.Seconds) ?? throw new JsonException("there is no run");
        long least = runs.Min(r => r.PeakBytes);
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"\nplanning {best.Functions} functions, {best.Edges} edges, best of {runs.Length}: {Numbers.Fixed(best.Seconds, 2)} s " +
            $"(CPU {Numbers.Fixed(best.CpuSeconds, 2)} s; bar {seconds} s {Word(best.Seconds <= seconds)}), {least >> 20} MB with the graph (bar "
                + $"{bytes >> 20} MB {Word(least <= bytes)})\n");
        return (text, best.Seconds <= seconds && least <= bytes);
    }

    private static PlanningRun Parse(string line) => JsonSerializer.Deserialize<PlanningRun>(line) ?? throw new JsonException("null is no run");

    private static string Word(bool holds) => holds ? "ok" : "MISSED";
}
