using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Sections;

/// <summary>The table of all partitions, which is behind each chart: the script takes what it says of a bar from its row.</summary>
internal static class PartitionTable
{
    /// <summary>What is before the number of a partition in the identity of its row.</summary>
    private const string RowIdentity = "p";

    private static readonly Column[] s_columns =
    [
        new("partition"), new("where"), new("start ms", true), new("end ms", true), new("took ms", true), new("cpu ms", true), new("carve ms", true),
        new("optimize ms", true), new("emit ms", true), new("functions", true), new("instructions", true), new("object bytes", true), new("largest function"),
        new("% of instructions", true), new("calls out", true), new("calls in", true), new("cache"), new("why"),
    ];

    public static DataTable Of(LogDocument log) =>
        new($"All {Numbers.Whole(log.Partitions.Count)} partitions", s_columns, [.. log.Partitions.Select(Row)])
        {
            RowIdentity = RowIdentity,
            IsSortable = true,
        };

    private static string[] Row(LogPartition p) => !p.HasWorker
        ? [p.Name, "", "", "", "", "", "", "", "", "", "", Numbers.Whole(p.ObjectBytes), "", "", "", "", p.Cache ?? "", p.CacheWhy ?? ""]
        :
        [
            p.Name,
            p.Host ?? $"worker {Numbers.Whole(p.Worker)}",
            Numbers.Tenths(p.StartedMs),
            Numbers.Tenths(p.EndedMs),
            Numbers.Tenths(p.EndedMs - p.StartedMs),
            Numbers.Tenths(p.CpuMs),
            Numbers.Tenths(p.CarveMs),
            Numbers.Tenths(p.OptimizeMs),
            Numbers.Tenths(p.EmitMs),
            Numbers.Whole(p.Functions),
            Numbers.Whole(p.Instructions),
            Numbers.Whole(p.ObjectBytes),
            p.LargestFunction,
            p.LargestFunction.Length == 0 ? "" : Numbers.Whole((long)Math.Round(p.LargestFunctionShare * 100)),
            Numbers.Whole(p.CutOut),
            Numbers.Whole(p.CutIn),
            p.Cache ?? "",
            p.CacheWhy ?? "",
        ];
}
