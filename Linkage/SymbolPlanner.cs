using LtoPar.CallGraph;
using LtoPar.Partitioner;

namespace LtoPar.Linkage;

/// <summary>
/// Decides linkage once the cut is known. One rule carries it: every symbol is defined by exactly one partition, which keeps it; any other
/// partition that needs it sees a declaration, and where that helps, its value.
///
///   1. What each partition needs: the closure over references of what it defines and imports (<see cref="ImportPlanner"/>), through the
///      constants it clones or copies (their initialisers name symbols too).
///   2. What must be reachable: a local symbol that another partition declares or clones is promoted to external and hidden; hidden, because
///      it was invisible to the dynamic linker before and must stay so; renamed, because an outside symbol or another link's static may have
///      the same name (unless these are known, and none has). A linkonce symbol that only another partition uses would be deleted by the passes
///      of its own: it becomes weak. So would two definitions without a name clash, which objects number: they get one.
///   3. A local name that assembly or code generation spells cannot be renamed: it stays, and a hidden alias carries the unique name. The same
///      alias is what other partitions use of a definition that keeps its place in the symbol table of a shared library and that references of
///      the library are not to look up there (dso_local).
/// </summary>
public static class SymbolPlanner
{
    public static SymbolPlan Plan(ProgramGraph graph, PartitionPlan partitions, LinkageOptions options)
    {
        SymbolTable symbols = graph.Symbols;
        Rules rules = graph.Rules;
        Import[][] imports = ImportPlanner.Plan(graph, partitions, options.Imports);
        SymbolUse[][] uses = FindUses(graph, partitions, imports, options.MaxCloneSize);
        bool isCut = partitions.Partitions.Count > 1;
        bool[] usedElsewhere = [.. symbols.Flags.Select(flags => isCut && flags.HasFlag(SymbolFlags.SpelledByCodegen))];
        foreach (SymbolUse use in uses.SelectMany(u => u).Where(u => u.Kind != UseKind.Copy))
        {
            usedElsewhere[use.Symbol] = true;
        }

        string[] names = [.. symbols.Names];
        SymbolLinkage[] linkage = [.. symbols.Linkage];
        SymbolVisibility[] visibility = [.. symbols.Visibility];
        Promotion[] promotion = new Promotion[symbols.Count];
        PromotedNames promoted = new(symbols, graph.Module.DataLayout, options.UniqueId, options.Others, graph.Rules);
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            // Code generation numbers what has no name ("__unnamed_1"), from 1 in every object.
            bool clashes = isCut && symbols.NeedsPartition(symbol) && names[symbol].Length == 0 && !linkage[symbol].IsLocal();
            if (!usedElsewhere[symbol] && !clashes)
            {
                continue;
            }

            if (symbols.Linkage[symbol].IsLinkOnce() && rules.HasFlag(Rules.LinkOnceKept))
            {
                promotion[symbol] = Promotion.Kept;
                linkage[symbol] = symbols.Linkage[symbol] == SymbolLinkage.LinkOnceOdr ? SymbolLinkage.WeakOdr : SymbolLinkage.WeakAny;
            }

            if (!(symbols.Linkage[symbol].IsLocal() && rules.HasFlag(Rules.Promote))
                && !symbols.Has(symbol, SymbolFlags.LocallyBound)
                && !promoted.IsUnreachable(symbols.Names[symbol]))
            {
                continue;
            }

            bool isAliased = symbols.HasAny(symbol, SymbolFlags.NamedByAsm | SymbolFlags.LocallyBound | SymbolFlags.SpelledByCodegen);
            if (isAliased || !promoted.StaysUnique(symbols.Names[symbol]))
            {
                names[symbol] = promoted.Make(symbols, symbol);
            }

            if (isAliased)
            {
                promotion[symbol] = Promotion.Aliased;
                continue;
            }

            promotion[symbol] = Promotion.Renamed;
            visibility[symbol] = rules.HasFlag(Rules.PromoteHidden) ? SymbolVisibility.Hidden : visibility[symbol];
            if (symbols.Linkage[symbol].IsLocal())
            {
                linkage[symbol] = SymbolLinkage.External;
            }
        }

        SymbolPlan plan = new(graph, partitions, uses, imports, names, linkage, visibility, promotion, DebugInfoPlanner.Plan(graph.DebugInfo, partitions))
        {
            BeforeInlining = options.Imports is not null,
            Facts = isCut ? FactPlanner.Plan(graph) : [],
        };
        SymbolPlanCheck.Check(plan, options);
        return plan;
    }

    private static SymbolUse[][] FindUses(ProgramGraph graph, PartitionPlan partitions, Import[][] imports, long maxCloneSize)
    {
        SymbolTable symbols = graph.Symbols;
        int[] seenBy = new int[symbols.Count];
        Array.Fill(seenBy, -1);
        Stack<int> open = new();
        List<SymbolUse> found = [];
        SymbolUse[][] uses = new SymbolUse[partitions.Partitions.Count][];
        foreach (Partition partition in partitions.Partitions)
        {
            found.Clear();
            foreach (int symbol in partition.Symbols)
            {
                open.Push(symbol);
            }

            foreach (Import import in imports[partition.Id])
            {
                seenBy[import.Function] = partition.Id;
                found.Add(new SymbolUse(import.Function, UseKind.Import));
                open.Push(import.Function);
            }

            while (open.TryPop(out int symbol))
            {
                foreach (CallEdge edge in graph.EdgesOf(symbol))
                {
                    int target = edge.Target;
                    if (!symbols.NeedsPartition(target) || partitions.PartitionOf[target] == partition.Id || seenBy[target] == partition.Id)
                    {
                        continue;
                    }

                    seenBy[target] = partition.Id;
                    UseKind kind = symbols.IsCopyable(target) ? UseKind.Copy
                        : CloneRule.IsClonable(symbols, target, maxCloneSize, graph.Rules) ? UseKind.Clone
                        : UseKind.Declare;
                    found.Add(new SymbolUse(target, kind));
                    if (kind != UseKind.Declare)
                    {
                        open.Push(target);
                    }
                }
            }

            found.Sort(static (a, b) => a.Symbol.CompareTo(b.Symbol));
            uses[partition.Id] = [.. found];
        }

        return uses;
    }
}
