using System.Globalization;
using LtoPar.Backend.Scheduling;
using LtoPar.Partitioner;
using Spectre.Console;

namespace LtoPar.Driver.Reports;

/// <summary>--print-stats: where the time went, and which partitions and functions dominate it.</summary>
internal static class StatisticsTable
{
    private const int Shown = 5;

    public static void Print(RunStatistics statistics, TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 140;
        Table phases = New("phase", "ms");
        foreach ((string name, TimeSpan wall) in statistics.Phases)
        {
            phases.AddRow(name, Milliseconds(wall));
        }

        phases.AddRow("total", Milliseconds(statistics.Wall));
        console.Write(phases);
        Table partitions = New("slowest", "functions", "instructions", "carve ms", "optimize ms", "emit ms", "cpu ms", "predicted", "largest function");
        foreach (PartitionStatistics p in statistics.Partitions.OrderByDescending(p => p.Timing.Total).Take(Shown))
        {
            partitions.AddRow(
                SymbolText.PartitionName(p.Partition.Id),
                Number(p.Partition.Functions),
                Number(p.Partition.Instructions),
                Milliseconds(p.Timing.Carve),
                Milliseconds(p.Timing.Optimize),
                Milliseconds(p.Timing.Emit),
                Milliseconds(p.Timing.Cpu.Total),
                Milliseconds(p.Predicted.Total * statistics.Prediction.Scale),
                Markup.Escape(p.LargestFunction));
        }

        console.Write(partitions);
        if (statistics.Straggler is { } last)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{SymbolText.PartitionName(last.Partition.Partition.Id)} ended last, {Milliseconds(last.Alone)} ms after all others{Largest(last.Partition)}"));
        }

        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"balance by processor time: {string.Join(", ", statistics.Forecasts.Select(Balance))}; costs predicted within {statistics.Prediction.Error:0%}"));
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{statistics.Partitions.Count} partitions, {statistics.Memory.Workers} jobs, balance {statistics.Balance:0.00} (slowest over mean), serial fraction {statistics.OneThreadFraction:0.0%} of processor time, peak memory {statistics.PeakMemoryBytes / 1048576.0:0} MiB (predicted {statistics.PredictedPeakBytes / 1048576.0:0}), {statistics.Collections} collections"));
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"cut {statistics.Plan.CutEdges} call edges ({statistics.Plan.CutShare:0.0%} of the weight), promoted {statistics.Plan.Promoted}, cloned {statistics.Plan.Cloned}, copied {statistics.Plan.Copied}"));
    }

    private static Table New(params string[] columns)
    {
        Table table = new() { Border = TableBorder.Simple };
        for (int i = 0; i < columns.Length; i++)
        {
            TableColumn column = new(columns[i]);
            table.AddColumn(i == 0 || columns[i] == "largest function" ? column : column.RightAligned());
        }

        return table;
    }

    private static string Largest(PartitionStatistics p) => p.LargestFunction.Length == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; {p.LargestFunction} is {p.LargestShare:0%} of its instructions");

    private static string Balance(ScheduleForecast forecast) => string.Create(
        CultureInfo.InvariantCulture, $"{forecast.Balance:0.00} with {forecast.Workers} workers ({Milliseconds(forecast.Makespan)} ms)");

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
