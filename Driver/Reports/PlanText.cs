using System.Globalization;
using System.Text;
using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

/// <summary>The plan for people, and for golden tests: lines that are easy to grep and stay the same for the same input.</summary>
internal static class PlanText
{
    public static string Print(SymbolPlan plan, int? only)
    {
        StringBuilder text = new();
        PlanSummary summary = new(plan);
        long total = Math.Max(1, plan.Partitions.Partitions.Sum(p => p.Instructions));
        foreach (Partition partition in plan.Partitions.Partitions.Where(p => only is null || p.Id == only))
        {
            PrintPartition(text, plan, summary, partition, total);
        }

        foreach (string note in plan.Partitions.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"note: {note}\n");
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"total: {plan.Partitions.Partitions.Count} partitions, {plan.Partitions.Partitions.Sum(p => p.Functions)} functions, ");
        text.Append(CultureInfo.InvariantCulture, $"{plan.Partitions.Partitions.Sum(p => p.Instructions)} instructions; cut {summary.CutEdges} call edges ");
        text.Append(
            CultureInfo.InvariantCulture,
            $"({summary.CutShare:0.0%} of the call weight); promoted {summary.Promoted}, cloned {summary.Cloned}, copied {summary.Copied}");
        text.Append(summary.Imported == 0
            ? "\n"
            : string.Create(CultureInfo.InvariantCulture, $", imported {summary.Imported} ({summary.ImportedInstructions} instructions)\n"));
        return text.ToString();
    }

    private static void PrintPartition(StringBuilder text, SymbolPlan plan, PlanSummary summary, Partition partition, long total)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        string name = SymbolText.PartitionName(partition.Id);
        text.Append(
            CultureInfo.InvariantCulture, $"partition {name}: {partition.Functions} functions, {partition.Symbols.Count - partition.Functions} others, ");
        text.Append(CultureInfo.InvariantCulture, $"{partition.Instructions} instructions ({(double)partition.Instructions / total:0.0%}); ");
        text.Append(CultureInfo.InvariantCulture, $"call edges cut: {Edges(summary.CutOut(partition.Id), summary.WeightOut(partition.Id))} out, "
            + $"{Edges(summary.CutIn(partition.Id), summary.WeightIn(partition.Id))} in\n");
        foreach (int symbol in partition.Symbols)
        {
            string unit = symbols.IsFunction(symbol) ? "instructions" : "bytes";
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {SymbolText.Describe(symbols, symbol)} @@ {name} {PlanWords.State(plan, symbol)} {symbols.Size[symbol]} {unit}\n");
        }

        foreach (SymbolUse use in plan.UsesOf(partition.Id).Where(u => u.Kind != UseKind.Import))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  uses {SymbolText.Describe(symbols, use.Symbol)} of {PlanWords.Owner(plan, use.Symbol)}: {PlanWords.Why(plan, use)}\n");
        }

        foreach (Import import in plan.ImportsOf(partition.Id))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  imports {SymbolText.Describe(symbols, import.Function)} of {PlanWords.Owner(plan, import.Function)}: {PlanWords.Why(plan, import)}\n");
        }

        foreach (Tie tie in summary.TiesOf(partition.Id))
        {
            string reason = tie.Reason.ToString().ToLowerInvariant();
            text.Append(CultureInfo.InvariantCulture, $"  together {SymbolText.Name(symbols, tie.First)} {SymbolText.Name(symbols, tie.Second)}: {reason}\n");
        }

        foreach (AsmTie tie in summary.AsmTiesOf(partition.Id))
        {
            text.Append(CultureInfo.InvariantCulture, $"  together {SymbolText.Name(symbols, tie.Symbol)} {PlanWords.With(symbols, tie)}: {tie.Why}\n");
        }

        if (plan.Graph.Module.HasModuleAsm && partition.Id == plan.Partitions.ModuleAsmPartition)
        {
            text.Append("  module asm\n");
        }
    }

    /// <summary>The weight is said where it says something: with a profile, or several call sites an edge.</summary>
    private static string Edges(long count, ulong weight) => weight == (ulong)count
        ? string.Create(CultureInfo.InvariantCulture, $"{count}")
        : string.Create(CultureInfo.InvariantCulture, $"{count} (weight {weight})");
}
