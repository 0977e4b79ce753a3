using System.Globalization;
using System.Text;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

/// <summary>The partitions as a graph in Graphviz's language: a box each, an arrow for the calls that cross.</summary>
internal static class PlanDot
{
    /// <param name="only">One partition, shown with those it calls and is called from; null: all.</param>
    public static string Print(SymbolPlan plan, int? only)
    {
        PlanSummary summary = new(plan);
        KeyValuePair<(int From, int To), (long Edges, ulong Weight)>[] crossing =
            [.. summary.Crossing.Where(c => only is null || c.Key.From == only || c.Key.To == only)];
        HashSet<int> shown = only is null ? [] : [only.Value, .. crossing.Select(c => c.Key.From), .. crossing.Select(c => c.Key.To)];
        Dictionary<int, int> number = [];
        StringBuilder text = new("digraph G {\n");
        foreach (Partition partition in plan.Partitions.Partitions.Where(p => only is null || shown.Contains(p.Id)))
        {
            string name = SymbolText.PartitionName(partition.Id);
            Add($"{number.Count} [label=\"{name}: {partition.Functions} functions, {partition.Instructions} instructions\"];");
            number.Add(partition.Id, number.Count);
        }

        foreach (((int from, int to), (long edges, ulong weight)) in crossing)
        {
            Add($"{number[from]} -> {number[to]} [label=\"{edges} calls, weight {weight}\"];");
        }

        return text.Append("}\n").ToString();

        void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
