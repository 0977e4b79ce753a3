namespace LtoPar.CallGraph.Reader.Segments;

/// <summary>
/// Joins the symbol tables of segments to the program's: symbols of one name are one symbol, and what is said of it is what the segment says that defines it.
/// Definitions have the order of the segments, each kind for itself.
/// </summary>
internal sealed class SymbolJoin
{
    private readonly IReadOnlyList<SymbolTable> _segments;
    private readonly IReadOnlySet<string> _crossing;
    private readonly Dictionary<string, (int Segment, int Symbol)> _definers = new(StringComparer.Ordinal);
    private readonly int[][] _ordinals;

    /// <param name="crossing">The names that several segments have.</param>
    public SymbolJoin(IReadOnlyList<SymbolTable> segments, IReadOnlySet<string> crossing)
    {
        _segments = segments;
        _crossing = crossing;
        _ordinals = [.. segments.Select(s => new int[s.Count])];
        FindDefiners();
        Program = Join();
    }

    /// <summary>The program's table.</summary>
    public SymbolTable Program { get; }

    /// <summary>Per symbol of the program: the segment that defines it, or the first that declares it, and its number there.</summary>
    public IReadOnlyList<(int Segment, int Symbol)> DefinerOf { get; private set; } = [];

    public SegmentSymbols SymbolsOf(int segment) => new(
        _ordinals[segment], [.. Enumerable.Range(0, _segments[segment].Count).Select(symbol => IsDefiner(segment, symbol))]);

    private bool IsDefiner(int segment, int symbol) =>
        _segments[segment].Has(symbol, SymbolFlags.Definition)
        && (DefinerOf[_ordinals[segment][symbol]] == (segment, symbol) || IsArray(_segments[segment], symbol));

    /// <summary>Of these every segment has a part.</summary>
    private static bool IsArray(SymbolTable table, int symbol) => table.HasAny(symbol, SymbolFlags.MetadataArray | SymbolFlags.StructorArray);

    private void FindDefiners()
    {
        for (int segment = 0; segment < _segments.Count; segment++)
        {
            SymbolTable table = _segments[segment];
            for (int symbol = 0; symbol < table.Count; symbol++)
            {
                string name = table.Names[symbol];
                if (_definers.TryGetValue(name, out (int Segment, int Symbol) known))
                {
                    int before = Rank(_segments[known.Segment], known.Symbol);
                    int rank = Rank(table, symbol);
                    if (rank == 2 && before == 2 && !IsArray(table, symbol))
                    {
                        throw new InvalidOperationException($"two segments define '{name}'");
                    }

                    if (rank <= before)
                    {
                        continue;
                    }
                }

                _definers[name] = (segment, symbol);
            }
        }
    }

    /// <returns>2: a definition; 1: a definition that only shows what another object has; 0: a declaration.</returns>
    private static int Rank(SymbolTable table, int symbol) =>
        !table.Has(symbol, SymbolFlags.Definition) ? 0 : table.Linkage[symbol] == SymbolLinkage.AvailableExternally ? 1 : 2;

    private SymbolTable Join()
    {
        List<(int Segment, int Symbol)>[] kinds = [[], [], [], []];
        for (int segment = 0; segment < _segments.Count; segment++)
        {
            for (int symbol = 0; symbol < _segments[segment].Count; symbol++)
            {
                if (_definers[_segments[segment].Names[symbol]] == (segment, symbol))
                {
                    kinds[(int)_segments[segment].KindOf(symbol)].Add((segment, symbol));
                }
            }
        }

        DefinerOf = [.. kinds.SelectMany(k => k)];
        SymbolTable program = new(kinds[0].Count, kinds[1].Count, kinds[2].Count, kinds[3].Count);
        Dictionary<string, int> ordinals = new(program.Count, StringComparer.Ordinal);
        for (int ordinal = 0; ordinal < program.Count; ordinal++)
        {
            (int segment, int symbol) = DefinerOf[ordinal];
            SymbolTable table = _segments[segment];
            ordinals.Add(table.Names[symbol], ordinal);
            program.Names[ordinal] = table.Names[symbol];
            program.Linkage[ordinal] = table.Linkage[symbol];
            program.Visibility[ordinal] = table.Visibility[symbol];
            program.Flags[ordinal] = table.Flags[symbol];
            program.Size[ordinal] = table.Size[symbol];
            program.Content[ordinal] = table.Content[symbol];
        }

        for (int segment = 0; segment < _segments.Count; segment++)
        {
            for (int symbol = 0; symbol < _segments[segment].Count; symbol++)
            {
                int ordinal = ordinals[_segments[segment].Names[symbol]];
                _ordinals[segment][symbol] = ordinal;
                if (DefinerOf[ordinal] != (segment, symbol))
                {
                    AddMention(program, ordinal, _segments[segment], symbol);
                }
            }
        }

        return program;
    }

    /// <summary>Adds what a segment says of a symbol of another one.</summary>
    private void AddMention(SymbolTable program, int ordinal, SymbolTable table, int symbol)
    {
        program.Flags[ordinal] |= table.Flags[symbol] & (SymbolFlags.Used | SymbolFlags.CompilerUsed | SymbolFlags.DsoLocal);
        if (IsArray(table, symbol))
        {
            program.Size[ordinal] += table.Size[symbol];
            return;
        }

        if (!program.Linkage[ordinal].IsLocal())
        {
            program.Visibility[ordinal] = Narrower(program.Visibility[ordinal], table.Visibility[symbol]);
        }

        if (!program.Has(ordinal, SymbolFlags.Definition) && program.Linkage[ordinal] == SymbolLinkage.ExternWeak)
        {
            program.Linkage[ordinal] = table.Linkage[symbol];
        }

        if (_crossing.Contains(program.Names[ordinal]) && program.Has(ordinal, SymbolFlags.Constant))
        {
            // What other segments do with its address is not followed.
            program.Flags[ordinal] |= SymbolFlags.AddressObserved;
        }
    }

    /// <summary>LLVM's linker takes hidden over protected over default.</summary>
    private static SymbolVisibility Narrower(SymbolVisibility a, SymbolVisibility b) =>
        a == SymbolVisibility.Hidden || b == SymbolVisibility.Hidden ? SymbolVisibility.Hidden
            : a == SymbolVisibility.Protected || b == SymbolVisibility.Protected ? SymbolVisibility.Protected
            : SymbolVisibility.Default;
}
