using LtoPar.CallGraph;
using LtoPar.Partitioner;

namespace LtoPar.Linkage;

/// <summary>
/// Proves a plan before anything is carved. It shares no code with the planner and looks at the result from the linker's side: each reference
/// that an object will make must find exactly one definition, no two objects may define one name, and nothing that was invisible outside
/// becomes visible. A violation is a bug of lto-par and never an object file.
/// </summary>
public static class SymbolPlanCheck
{
    /// <exception cref="InvalidOperationException">The plan is wrong; the message names the symbol and the partition.</exception>
    public static void Check(SymbolPlan plan, LinkageOptions options)
    {
        CheckDefinitions(plan);
        CheckNames(plan);
        CheckVisibility(plan);
        foreach (Partition partition in plan.Partitions.Partitions)
        {
            CheckReferences(plan, partition, options);
        }
    }

    private static void CheckDefinitions(SymbolPlan plan)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        int[] definitions = new int[symbols.Count];
        foreach (Partition partition in plan.Partitions.Partitions)
        {
            foreach (int symbol in partition.Symbols)
            {
                definitions[symbol]++;
            }
        }

        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            int expected = symbols.NeedsPartition(symbol) ? 1 : 0;
            Require(definitions[symbol] == expected, symbols, symbol, $"is defined by {definitions[symbol]} partitions, not {expected}");
        }
    }

    private static void CheckNames(SymbolPlan plan)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        Dictionary<string, int> owner = new(symbols.Count, StringComparer.Ordinal);
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            bool visible = !plan.Linkage[symbol].IsLocal() || plan.Promotion[symbol] == Promotion.Aliased;
            if (visible && plan.Names[symbol].Length > 0)
            {
                Require(owner.TryAdd(plan.Names[symbol], symbol), symbols, symbol, $"shares the name '{plan.Names[symbol]}' with another symbol");
            }
        }
    }

    private static void CheckVisibility(SymbolPlan plan)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            bool wasLocal = symbols.Linkage[symbol].IsLocal();
            bool isLocal = plan.Linkage[symbol].IsLocal();
            Require(wasLocal || !isLocal, symbols, symbol, "became local");
            Require(isLocal || !wasLocal || plan.Visibility[symbol] == SymbolVisibility.Hidden, symbols, symbol, "was local and is visible outside");
            Require(
                symbols.Visibility[symbol] == plan.Visibility[symbol] || plan.Visibility[symbol] == SymbolVisibility.Hidden,
                symbols,
                symbol,
                $"changed visibility from {symbols.Visibility[symbol]} to {plan.Visibility[symbol]}");
        }
    }

    private static void CheckReferences(SymbolPlan plan, Partition partition, LinkageOptions options)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        Dictionary<int, UseKind> uses = plan.UsesOf(partition.Id).ToDictionary(u => u.Symbol, u => u.Kind);
        foreach ((int symbol, UseKind kind) in uses)
        {
            Require(plan.Partitions.PartitionOf[symbol] != partition.Id, symbols, symbol, "is both defined and used from outside in one partition");
            if (kind == UseKind.Copy)
            {
                Require(symbols.IsCopyable(symbol), symbols, symbol, "is copied although its identity matters");
                continue;
            }

            bool reachable = !plan.Linkage[symbol].IsLocal() || plan.Promotion[symbol] == Promotion.Aliased;
            Require(reachable, symbols, symbol, $"is local and used by partition {partition.Id}");
            Require(!plan.Linkage[symbol].IsLinkOnce(), symbols, symbol, $"is linkonce and used by partition {partition.Id}");
            Require(plan.Names[symbol].Length > 0, symbols, symbol, $"has no name and is used by partition {partition.Id}");
            if (kind == UseKind.Import)
            {
                bool isReplaceable = symbols.Has(symbol, SymbolFlags.Interposable) && plan.Graph.Rules.HasFlag(Rules.InterposableBody);
                Require(symbols.IsFunction(symbol) && !isReplaceable, symbols, symbol, "is imported although its body is not what the program runs with");
            }

            if (kind == UseKind.Clone)
            {
                Require(
                    CloneRule.IsClonable(symbols, symbol, options.MaxCloneSize, plan.Graph.Rules), symbols, symbol,
                    "is cloned although its value is not fixed");
            }
        }

        IEnumerable<int> bodies = partition.Symbols.Concat(uses.Where(u => u.Value != UseKind.Declare).Select(u => u.Key));
        foreach (int symbol in bodies)
        {
            foreach (CallEdge edge in plan.Graph.EdgesOf(symbol))
            {
                bool found = !symbols.NeedsPartition(edge.Target)
                    || plan.Partitions.PartitionOf[edge.Target] == partition.Id
                    || uses.ContainsKey(edge.Target);
                Require(found, symbols, edge.Target, $"is referenced by {SymbolText.Name(symbols, symbol)} in partition {partition.Id} and unknown there");
            }
        }
    }

    private static void Require(bool condition, SymbolTable symbols, int symbol, string problem)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"symbol plan: {SymbolText.Describe(symbols, symbol)} {problem}");
        }
    }
}
