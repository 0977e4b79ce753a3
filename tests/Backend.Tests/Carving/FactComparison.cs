using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Facts;
using LtoPar.CallGraph.Reader;
using LtoPar.CallGraph.Reader.Facts;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Carving;

/// <summary>What lto-par says of the functions of a module beside what LLVM infers when it sees the whole of it.</summary>
internal static unsafe class FactComparison
{
    /// <summary>Several rounds: LLVM sees that nothing is thrown only when simplifycfg has taken the handlers out.</summary>
    private const string Pipeline =
        "inferattrs,function(simplifycfg),cgscc(function-attrs,function(simplifycfg)),cgscc(function-attrs,function(simplifycfg)),rpo-function-attrs";

    /// <param name="Function">Its name.</param>
    /// <param name="Ours">What lto-par says, the function's own attributes included.</param>
    /// <param name="Llvms">What LLVM says.</param>
    /// <param name="Resumes">The function throws on what it has caught, in the input, or reaches one that does.</param>
    internal sealed record Row(
        string Function, (FunctionFacts Facts, MemoryAccess Access) Ours, (FunctionFacts Facts, MemoryAccess Access) Llvms, bool Resumes)
    {
        /// <summary>Everything that lto-par says, LLVM says too.</summary>
        public bool IsCovered => (Ours.Facts & ~Llvms.Facts) == 0 && (Llvms.Access & ~Ours.Access) == 0;
    }

    /// <summary>One row for each function that is defined and is more than the plan drops.</summary>
    public static IReadOnlyList<Row> Compare(byte[] bitcode)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.FromBytes(bitcode, "facts.bc");
        ProgramGraph graph = GraphReader.Read(input, 2, readsFacts: true);
        PartitionPlan partitions = PartitionPlanner.Plan(graph, new PartitionOptions { Strategy = PartitionStrategy.Max });
        LinkageOptions linkage = new() { UniqueId = "id", Imports = new ImportOptions() };
        IReadOnlyList<PlannedFacts> planned = SymbolPlanner.Plan(graph, partitions, linkage).Facts;
        HashSet<string> resuming = Resuming(graph, bitcode);
        using LlvmContext context = new();
        LLVMOpaqueModule* module = WholeModule.Parse(context, LlvmTools.Run("opt", bitcode, $"-passes={Pipeline}", "-", "-o", "-"), "inferred.bc");
        List<Row> rows = [];
        for (int function = 0; function < graph.Symbols.FunctionCount; function++)
        {
            string name = graph.Symbols.Names[function];
            LLVMOpaqueValue* value = NamedSymbols.Function(module, name);
            if (graph.Symbols.NeedsPartition(function) && value is not null && LLVM.IsDeclaration(value) == 0)
            {
                FunctionFacts ours = planned[function].Facts | graph.Facts!.Stated[function];
                rows.Add(new Row(name, (ours, planned[function].Access), FunctionAttributes.Of(value), resuming.Contains(name)));
            }
        }

        LLVM.DisposeModule(module);
        return rows;
    }

    private static HashSet<string> Resuming(ProgramGraph graph, byte[] bitcode)
    {
        HashSet<string> names = [.. Definitions(LlvmTools.Disassemble(bitcode)).Where(d => d.Contains(" resume ", StringComparison.Ordinal)).Select(NameOf)];
        int before;
        do
        {
            before = names.Count;
            for (int function = 0; function < graph.Symbols.FunctionCount; function++)
            {
                foreach (CallEdge edge in graph.EdgesOf(function))
                {
                    if (names.Contains(graph.Symbols.Names[edge.Target]))
                    {
                        names.Add(graph.Symbols.Names[function]);
                    }
                }
            }
        }
        while (names.Count > before);
        return names;
    }

    private static IEnumerable<string> Definitions(string ir) => ir.Split("\ndefine ").Skip(1).Select(text => text.Split("\n}")[0]);

    private static string NameOf(string definition) => definition[(definition.IndexOf('@', StringComparison.Ordinal) + 1)..].Split('(')[0].Trim('"');
}
