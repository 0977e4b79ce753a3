using System.Globalization;
using LtoPar.Cache.Keys;
using LtoPar.Driver.CommandLine;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Caching;

/// <summary>
/// What decides the cut, the linkage and the promoted names besides the program. A test changes each member, as for <see cref="CompileKey"/>.
/// </summary>
internal static class PlanKey
{
    /// <param name="linkName">Its file name alone counts.</param>
    public static KeyRecord AddTo(KeyRecord record, PlanRequest plan, string linkName) => AddTo(record, plan.Partitioning)
        .Add("max-clone-size", Number(plan.MaxCloneSize))
        .Add("unique-id", plan.UniqueId)
        .Add("is-final", plan.IsFinal.ToString())
        .Add("other-names", plan.Others is { } others ? string.Join('\n', others.Names.Order(StringComparer.Ordinal)) : null)
        .Add("import-limit", Number(plan.ImportLimit))
        .Add("link-name", Path.GetFileName(linkName));

    public static KeyRecord AddTo(KeyRecord record, PartitionOptions cut) => record
        .Add("strategy", cut.Strategy.ToString())
        .Add("max-functions", Number(cut.MaxFunctions))
        .Add("max-size", Number(cut.MaxSize))
        .Add("max-partitions", Number(cut.MaxPartitions))
        .Add("before-inlining", cut.BeforeInlining.ToString());

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
