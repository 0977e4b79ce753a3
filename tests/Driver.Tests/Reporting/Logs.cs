using LtoPar.Driver.Reports.LogFile;
using LtoPar.Driver.Reports.StatisticsFile;

namespace LtoPar.Driver.Tests.Reporting;

/// <summary>Logs of runs that were never made.</summary>
internal static class Logs
{
    /// <summary>A run of 100 ms before compiling, partitions one after the other on two workers, and 20 ms after it.</summary>
    /// <param name="costs">Processor time of each partition in milliseconds.</param>
    public static LogDocument Of(params double[] costs)
    {
        double[] free = [100, 100];
        LogPartition[] partitions = [.. costs.Select((cost, i) => Take(i, cost, free))];
        double end = free.Max();
        return new LogDocument
        {
            LtoPar = "0.1.0",
            Llvm = "22.1.8",
            Input = "p.bc",
            Output = "p.o",
            Options = ["--stage=post-ipo", "-O2", "-j2"],
            Machine = new LogMachine(2, 2, 2, "threads", 1 << 30, 1 << 29, 1 << 28, 1 << 28),
            WallMs = end + 20,
            CpuMs = 100 + costs.Sum(),
            Program = new LogProgram(1000, costs.Length * 3, costs.Length * 2, costs.Length * 1000, 1),
            Stages =
            [
                new LogStage("load", 0, 60, 60, false), new LogStage("read", 60, 100, 80, true), new LogStage("compile", 100, end, costs.Sum(), true),
                new LogStage("combine", end, end + 20, 1, false),
            ],
            Partitions = partitions,
            Cut = new LogCut(100, 10, 1000, 20, 1, [new LogPair("p00", "p01", 10, 20)], [new LogEdge("f0", "f1", "p00", "p01", 3, 20)]),
            Promoted = new LogSymbols(1, 1, [new LogSymbol("state", "variable", "p00", 1, 4, "promoted from internal") { NewName = "state.lto_par.1f" }]),
            Cloned = new LogSymbols(0, 0, []),
            Copied = new LogSymbols(3, 1, [new LogSymbol(".str", "variable", "", 3, 12, "private copy")]),
            Imported = new LogSymbols(0, 0, []),
            Together = new LogTogether(
                1, [new LogRule("comdat", "the linker keeps or drops them together", 2, 1)], [new LogGroup("f0", "p00", 3, 50, ["comdat"])]),
            Cache = new CacheDocument(0, costs.Length, []),
            Notes = ["a note"],
        };
    }

    private static LogPartition Take(int i, double cost, double[] free)
    {
        int worker = free[0] <= free[1] ? 0 : 1;
        double start = free[worker];
        free[worker] += cost;
        return new LogPartition
        {
            Name = FormattableString.Invariant($"p{i:00}"),
            First = $"f{i}",
            Functions = 2,
            Instructions = 1000 + i,
            LargestFunction = $"f{i}",
            LargestFunctionShare = 0.75,
            BitcodeBytes = 2000,
            ObjectBytes = 3000 + i,
            Worker = worker + 1,
            StartedMs = start,
            EndedMs = start + cost,
            CarveMs = cost / 10,
            OptimizeMs = cost / 10 * 4,
            EmitMs = cost / 10 * 5,
            CarveCpuMs = cost / 10,
            OptimizeCpuMs = cost / 10 * 4,
            EmitCpuMs = cost / 10 * 5,
            PredictedMs = cost,
            CutOut = 1,
            CutIn = 2,
            Cache = "miss",
            CacheWhy = "bitcode changed",
        };
    }
}
