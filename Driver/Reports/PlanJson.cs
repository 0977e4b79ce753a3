using System.Text;
using System.Text.Json;
using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

/// <summary>The plan for programs. Written with Utf8JsonWriter: no reflection, fixed order of members.</summary>
internal static class PlanJson
{
    public static string Print(SymbolPlan plan, int? only)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true }))
        {
            PlanSummary summary = new(plan);
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteNumber("max_functions", plan.Partitions.MaxFunctions);
            json.WriteNumber("max_size_instructions", plan.Partitions.MaxSize);
            json.WriteStartArray("partitions");
            foreach (Partition partition in plan.Partitions.Partitions.Where(p => only is null || p.Id == only))
            {
                Write(json, plan, summary, partition);
            }

            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (string note in plan.Partitions.Notes)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
            json.WriteStartObject("totals");
            json.WriteNumber("cut_call_edges", summary.CutEdges);
            json.WriteNumber("cut_weight", summary.CutWeight);
            json.WriteNumber("call_weight", summary.TotalWeight);
            json.WriteNumber("promoted", summary.Promoted);
            json.WriteNumber("cloned", summary.Cloned);
            json.WriteNumber("copied", summary.Copied);
            json.WriteNumber("imported", summary.Imported);
            json.WriteNumber("imported_instructions", summary.ImportedInstructions);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, SymbolPlan plan, PlanSummary summary, Partition partition)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        json.WriteStartObject();
        json.WriteString("name", SymbolText.PartitionName(partition.Id));
        json.WriteNumber("functions", partition.Functions);
        json.WriteNumber("instructions", partition.Instructions);
        json.WriteNumber("cut_call_edges_out", summary.CutOut(partition.Id));
        json.WriteNumber("cut_call_edges_in", summary.CutIn(partition.Id));
        json.WriteNumber("cut_weight_out", summary.WeightOut(partition.Id));
        json.WriteNumber("cut_weight_in", summary.WeightIn(partition.Id));
        json.WriteBoolean("module_asm", plan.Graph.Module.HasModuleAsm && partition.Id == plan.Partitions.ModuleAsmPartition);
        json.WriteStartArray("symbols");
        foreach (int symbol in partition.Symbols)
        {
            json.WriteStartObject();
            json.WriteString("kind", SymbolText.KindName(symbols.KindOf(symbol)));
            json.WriteString("name", symbols.Names[symbol]);
            json.WriteString("final_name", plan.Names[symbol]);
            json.WriteString("linkage_before", symbols.Linkage[symbol].Keyword());
            json.WriteString("linkage_after", plan.Linkage[symbol].Keyword());
            json.WriteString("visibility_after", plan.Visibility[symbol].ToString().ToLowerInvariant());
            json.WriteString("promotion", plan.Promotion[symbol].ToString().ToLowerInvariant());
            json.WriteNumber(symbols.IsFunction(symbol) ? "size_instructions" : "size_bytes", symbols.Size[symbol]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("uses");
        foreach (SymbolUse use in plan.UsesOf(partition.Id))
        {
            json.WriteStartObject();
            json.WriteString("name", plan.Names[use.Symbol]);
            json.WriteString("partition", PlanWords.Owner(plan, use.Symbol));
            json.WriteString("kind", use.Kind.ToString().ToLowerInvariant());
            json.WriteString("why", PlanWords.Why(plan, use));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("imports");
        foreach (Import import in plan.ImportsOf(partition.Id))
        {
            json.WriteStartObject();
            json.WriteString("name", plan.Names[import.Function]);
            json.WriteString("partition", PlanWords.Owner(plan, import.Function));
            json.WriteNumber("size_instructions", symbols.Instructions(import.Function));
            json.WriteNumber("limit_instructions", import.Limit);
            json.WriteString("called_by", symbols.Names[import.Caller]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("together");
        foreach (Tie tie in summary.TiesOf(partition.Id))
        {
            json.WriteStartObject();
            json.WriteString("first", symbols.Names[tie.First]);
            json.WriteString("second", symbols.Names[tie.Second]);
            json.WriteString("reason", tie.Reason.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        foreach (AsmTie tie in summary.AsmTiesOf(partition.Id))
        {
            json.WriteStartObject();
            json.WriteString("first", symbols.Names[tie.Symbol]);
            json.WriteString("second", tie.With == AsmTie.ModuleAsm ? PlanWords.ModuleAsm : symbols.Names[tie.With]);
            json.WriteString("reason", "asm");
            json.WriteString("why", tie.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
