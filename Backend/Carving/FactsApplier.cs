using LLVMSharp.Interop;
using LtoPar.CallGraph.Facts;
using LtoPar.CallGraph.Reader.Facts;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Linkage;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Writes the facts that the plan has of functions of other partitions (<see cref="PlannedFacts"/>) on their declarations and imported bodies.
/// </summary>
internal static unsafe class FactsApplier
{
    public static void Apply(LazyModule module, ModuleSymbols values, SymbolPlan plan, int partition)
    {
        if (plan.Facts.Count == 0)
        {
            return;
        }

        foreach (SymbolUse use in plan.UsesOf(partition))
        {
            if (!plan.Graph.Symbols.IsFunction(use.Symbol) || values[use.Symbol] is var function && function is null)
            {
                continue;
            }

            PlannedFacts facts = plan.Facts[use.Symbol];
            foreach ((FunctionFacts fact, AttributeKind kind) in FunctionAttributes.Kinds)
            {
                if (facts.Facts.HasFlag(fact))
                {
                    kind.Add(module.Context, function, 0);
                }
            }

            if (facts.Access != MemoryAccess.All)
            {
                AttributeKind memory = MemoryAttribute.Instance.Kind;
                ulong before = memory.ValueOn(function) ?? ulong.MaxValue;
                memory.Add(module.Context, function, before & MemoryWords.ToLlvm(facts.Access));
            }
        }
    }
}
