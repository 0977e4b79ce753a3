namespace LtoPar.CallGraph.Reading;

/// <summary>Puts the shards together. Everything is keyed by ordinal, so how the functions were shared out leaves no trace.</summary>
internal static class GraphBuilder
{
    public static ProgramGraph Build(IReadOnlyList<ShardReader> shards, AsmUnits asm, Rules rules, DebugInfoGraph? debugInfo)
    {
        ShardReader first = shards[0];
        SymbolTable table = first.Table!;
        foreach (ShardReader shard in shards)
        {
            for (int function = 0; function < table.FunctionCount; function++)
            {
                table.Size[function] += shard.Instructions[function];
            }
        }

        List<Tie> ties = [.. shards.SelectMany(s => s.Ties)];
        List<CallEdge> edges = [.. shards.SelectMany(s => s.Edges)];
        HashSet<int> subtracting = [.. shards.SelectMany(s => s.Pinned)];
        HashSet<int> subtracted = [.. shards.SelectMany(s => s.DifferenceOperands)];
        AsmHolds holds = asm.Hold(table, first.Module!, edges, subtracting, subtracted);
        ties.AddRange(holds.Ties);
        if (LiteralNames.AreIn(table))
        {
            LiteralNames.Tie(table, edges, ties);
        }

        edges.RemoveAll(e => !table.NeedsPartition(e.Target) || !table.NeedsPartition(e.Source));
        ties.RemoveAll(t => !table.NeedsPartition(t.First) || !table.NeedsPartition(t.Second));
        if (rules.HasFlag(Rules.AliasIdentity))
        {
            AliasUses.Resolve(table, edges, ties);
        }

        SetFlags(table, subtracting, SymbolFlags.PinnedInitializer);
        SetFlags(table, subtracted, SymbolFlags.DifferenceOperand);
        foreach (CallEdge edge in edges)
        {
            // A value with relocations is never merged by the linker.
            table.Flags[edge.Source] &= ~SymbolFlags.Mergeable;
        }

        List<int> withModuleAsm = [.. holds.WithModuleAsm];
        if (rules != Rules.All)
        {
            DisabledRules.Apply(rules, table, ties, withModuleAsm);
        }

        return new ProgramGraph(first.Module!, table, Weigh(edges, first.Profile), ties, withModuleAsm)
        {
            AsmTies = [.. holds.Reasons],
            DebugInfo = debugInfo ?? DebugInfoOf(shards, table.Count),
            HasProfile = first.Profile.Count > 0,
            ModuleAsmError = holds.Error,
            Rules = rules,
        };
    }

    private static DebugInfoGraph? DebugInfoOf(IReadOnlyList<ShardReader> shards, int symbols)
    {
        if (shards[0].DebugInfo is not { } first)
        {
            return null;
        }

        int[][] unitRoots = [.. Enumerable.Range(0, first.Units.Length).Select(first.ReadUnit)];
        return DebugInfoBuilder.Build([.. shards.Select(s => s.DebugInfo!)], unitRoots, symbols);
    }

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
