namespace LtoPar.CallGraph.Reader.Assembly;

/// <summary>The module's symbols by the names that assembly has for them.</summary>
internal sealed class AsmNames
{
    private readonly SymbolTable _table;
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly string[] _spelling;
    private readonly bool _reachesFar;

    public AsmNames(SymbolTable table, ModuleFacts module)
    {
        _table = table;
        _spelling = new string[table.Count];
        string mangling = module.DataLayout.Split('-').FirstOrDefault(part => part.StartsWith("m:", StringComparison.Ordinal)) ?? "m:e";
        string globalPrefix = mangling is "m:o" or "m:x" ? "_" : "";
        string privatePrefix = mangling switch
        {
            "m:o" or "m:x" => "L_",
            "m:m" => "$",
            "m:a" => "L..",
            "m:l" => "L#",
            _ => ".L",
        };
        _reachesFar = module.Triple.StartsWith("x86_64", StringComparison.Ordinal);
        for (int symbol = 0; symbol < table.Count; symbol++)
        {
            // "\01name" is spelled "name" in assembly.
            string name = table.Names[symbol];
            _spelling[symbol] = name.StartsWith('\u0001') ? name[1..]
                : table.Linkage[symbol] == SymbolLinkage.Private ? privatePrefix + name
                : globalPrefix + name;
            if (name.Length > 0)
            {
                _byName.TryAdd(_spelling[symbol], symbol);
            }
        }
    }

    public string Spelling(int symbol) => _spelling[symbol];

    /// <summary>Every symbol that is one of the words, or has one of the pieces in its name. Sorted, distinct.</summary>
    public IEnumerable<int> Matching(IEnumerable<string> words, IReadOnlyCollection<string> pieces)
    {
        SortedSet<int> found = [];
        foreach (string word in words)
        {
            if (_byName.TryGetValue(word, out int symbol))
            {
                found.Add(symbol);
            }
        }

        for (int symbol = 0; symbol < _spelling.Length && pieces.Count > 0; symbol++)
        {
            if (!_table.Has(symbol, SymbolFlags.Intrinsic) && pieces.Any(piece => _spelling[symbol].Contains(piece, StringComparison.Ordinal)))
            {
                found.Add(symbol);
            }
        }

        return found;
    }

    /// <summary>
    /// A definition that asm may refer to from another object: its name is for every object, its object keeps it (linkonce may be dropped where
    /// it is not used), and the target's branches reach it wherever it is.
    /// </summary>
    public bool IsLinkable(int symbol) =>
        _reachesFar
        && _table.Linkage[symbol] is SymbolLinkage.External or SymbolLinkage.WeakAny or SymbolLinkage.WeakOdr or SymbolLinkage.Common
        && !_spelling[symbol].StartsWith(".L", StringComparison.Ordinal);
}
