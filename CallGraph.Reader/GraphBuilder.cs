using LtoPar.CallGraph.Facts;
using LtoPar.CallGraph.Reader.Assembly;
using LtoPar.CallGraph.Reader.DebugInfo;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.CallGraph.Reader.Ties;

namespace LtoPar.CallGraph.Reader;

/// <summary>Puts the shares together. Everything is keyed by ordinal, so how the functions were shared out leaves no trace.</summary>
internal static class GraphBuilder
{
    /// <param name="shares">The first has the module-level records; the others in any order.</param>
    /// <param name="debugInfo">Read apart; null: it is in the shares, if there is any.</param>
    public static ProgramGraph Build(IReadOnlyList<ShareFacts> shares, AsmUnits asm, Rules rules, DebugInfoGraph? debugInfo)
    {
        ModuleRecords module = shares[0].Module!;
        SymbolTable table = module.Table;
        foreach ((int function, long instructions) in shares.SelectMany(s => s.Bodies))
        {
            table.Size[function] = instructions;
        }

        // Only then is anything to be decided about declared functions.
        bool hasLiteralNames = LiteralNames.AreIn(table);
        DifferenceFacts[] differences = [.. shares.Select(s => asm.Any || hasLiteralNames ? s.DifferencesOfAll : s.Differences)];
        List<Tie> ties = [.. shares.SelectMany(s => s.Ties), .. differences.SelectMany(d => d.Ties)];
        List<CallEdge> edges = [.. shares.SelectMany(s => s.Edges)];
        HashSet<int> subtracting = [.. shares.SelectMany(s => s.Pinned), .. differences.SelectMany(d => d.Holders)];
        HashSet<int> subtracted = [.. differences.SelectMany(d => d.Operands)];
        ILookup<string, int> fillers = shares.SelectMany(s => s.Fillers).ToLookup(f => f.Table, f => f.Function, StringComparer.Ordinal);
        AsmTies asmTies = asm.Tie(table, module.Facts, edges, subtracting, subtracted, fillers);
        ties.AddRange(asmTies.Ties);
        ObjectTables.Tie(table, edges, fillers, ties);
        if (hasLiteralNames)
        {
            LiteralNames.Tie(table, edges, ties);
        }

        edges.RemoveAll(e => !table.NeedsPartition(e.Target) || !table.NeedsPartition(e.Source));
        ties.RemoveAll(t => !table.NeedsPartition(t.First) || !table.NeedsPartition(t.Second));
        if (rules.HasFlag(Rules.AliasIdentity))
        {
            AliasUses.Resolve(table, edges, ties);
        }

        if (rules.HasFlag(Rules.DeadCode))
        {
            DeadSymbols.Mark(table, edges, ties);
            edges.RemoveAll(e => table.Has(e.Source, SymbolFlags.Dead));
            DeadSymbols.TieEmptyConstructors(table, edges, ties);
        }

        TieThreadLocals(table, edges, ties);
        SetFlags(table, subtracting, SymbolFlags.PinnedInitializer);
        SetFlags(table, subtracted, SymbolFlags.DifferenceOperand);
        SetFlags(table, shares.SelectMany(s => s.Observed), SymbolFlags.AddressObserved);
        if (module.Stated is not null)
        {
            SetFlags(table, shares.SelectMany(s => s.Fillers).Select(f => f.Function), SymbolFlags.FillsTable);
        }

        foreach (CallEdge edge in edges)
        {
            // A value with relocations is never merged by the linker.
            table.Flags[edge.Source] &= ~SymbolFlags.Mergeable;
        }

        List<int> withModuleAsm = [.. asmTies.WithModuleAsm];
        if (rules != Rules.All)
        {
            DisabledRules.Apply(rules, table, ties, withModuleAsm);
        }

        return new ProgramGraph(module.Facts, table, Weigh(edges, module.Profile), ties, withModuleAsm)
        {
            AsmTies = [.. asmTies.Reasons],
            Facts = FactsOf(shares, module),
            DebugInfo = debugInfo ?? DebugInfoOf(shares, table.Count),
            HasProfile = module.Profile.Count > 0,
            ModuleAsmError = asmTies.Error,
            Rules = rules,
        };
    }

    /// <summary>
    /// Other partitions reach a locally bound symbol through a hidden alias, and an alias of a thread-local variable is not supported by the
    /// lowering of emulated thread-local storage, which is an option of code generation: such a variable stays with its users.
    /// </summary>
    private static void TieThreadLocals(SymbolTable table, List<CallEdge> edges, List<Tie> ties)
    {
        foreach (CallEdge edge in edges.Where(
            e => e.Source != e.Target && table.Has(e.Target, SymbolFlags.LocallyBound) && table.Has(e.Target, SymbolFlags.ThreadLocal)))
        {
            ties.Add(Tie.Of(edge.Source, edge.Target, TieReason.LocalBinding));
        }
    }

    private static ProgramFacts? FactsOf(IReadOnlyList<ShareFacts> shares, ModuleRecords module) => module.Stated is not { } stated ? null
        : new ProgramFacts(
            [.. shares.SelectMany(s => s.BodyFacts).OrderBy(b => b.Function)],
            [.. shares.SelectMany(s => s.CallFacts).OrderBy(c => (c.Caller, c.Callee, c.Needed, c.Allowed, c.ArgumentsAs))],
            [.. stated.Select(s => s.Facts)],
            [.. stated.Select(s => s.Access)]);

    private static DebugInfoGraph? DebugInfoOf(IReadOnlyList<ShareFacts> shares, int symbols) =>
        shares[0].DebugInfo is null ? null : DebugInfoBuilder.Build([.. shares.Select(s => s.DebugInfo!)], symbols);

    private static void SetFlags(SymbolTable table, IEnumerable<int> symbols, SymbolFlags flag)
    {
        foreach (int symbol in symbols)
        {
            table.Flags[symbol] |= flag;
        }
    }

    private static List<CallEdge> Weigh(List<CallEdge> edges, IReadOnlyList<(int From, int To, ulong Weight)> profile)
    {
        if (profile.Count == 0)
        {
            return edges;
        }

        Dictionary<(int, int), ulong> weights = [];
        foreach ((int from, int to, ulong weight) in profile)
        {
            weights[(from, to)] = weights.GetValueOrDefault((from, to)) + weight;
        }

        return [.. edges.Select(e => e.Kind == EdgeKind.Call && weights.TryGetValue((e.Source, e.Target), out ulong weight)
            ? e with { Weight = weight }
            : e)];
    }
}
