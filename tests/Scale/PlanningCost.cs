using System.Diagnostics;
using System.Globalization;
using LtoPar.CallGraph;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Scale;

/// <summary>Measures the planning of a call graph: its time, and the memory of graph and plan together.</summary>
internal static class PlanningCost
{
    public static string Measure(LayeredShape shape)
    {
        // Compiles the planner.
        PartitionPlanner.Plan(LayeredPrograms.Make(1000, 5000, 1).Build(), new PartitionOptions());
        ProgramGraph graph = LayeredPrograms.Make(shape).Build();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        bool isReset = ResetPeak();
        long graphBytes = Status("VmRSS:");
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        PartitionPlan plan = PartitionPlanner.Plan(graph, new PartitionOptions());
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        long peak = Status("VmHWM:");
        GC.KeepAlive(graph);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"functions\":{shape.Functions},\"edges\":{graph.EdgeCount},\"partitions\":{plan.Partitions.Count},"
                + $"\"plan_s\":{seconds:0.000},\"plan_cpu_s\":{cpu:0.000},\"graph_bytes\":{graphBytes},"
                + $"\"peak_bytes\":{peak},\"peak_is_of_planning\":{(isReset ? "true" : "false")}}}");
    }

    /// <summary>Making the program takes more memory than planning it: the kernel is told to forget that peak.</summary>
    private static bool ResetPeak()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long Status(string field)
    {
        string? line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
        string digits = new([.. (line ?? "").Where(char.IsAsciiDigit)]);
        return long.TryParse(digits, CultureInfo.InvariantCulture, out long kib) ? kib * 1024 : 0;
    }
}
