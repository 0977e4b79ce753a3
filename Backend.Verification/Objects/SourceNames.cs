using LtoPar.CallGraph;
using LtoPar.Linkage;

namespace LtoPar.Backend.Verification.Objects;

/// <summary>
/// Between the names in objects and the symbols of the input. "Source name" is what the one-partition object calls a symbol: the promotion
/// map read backwards, and the name itself for everything that was not promoted.
/// </summary>
public sealed class SourceNames
{
    private const string AssemblerPrefix = ".L";
    private const string Nameless = "<unnamed ";

    private readonly Dictionary<string, SourceSymbol> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceSymbol> _promoted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byValue = new(StringComparer.Ordinal);
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sectionEnds = new(StringComparer.Ordinal);

    public SourceNames(IEnumerable<SourceSymbol> symbols)
    {
        foreach (SourceSymbol symbol in symbols)
        {
            _symbols[symbol.Name] = symbol;
            if (symbol.Promoted is not null)
            {
                _promoted[symbol.Promoted] = symbol;
            }

            if (symbol.ByValue is not null)
            {
                // Equal constants are one and the same to whoever compares.
                _byValue[symbol.Stem] = symbol.ByValue;
                _byValue[symbol.ByValue] = symbol.ByValue;
                _values.Add(symbol.ByValue);
                _symbols.TryAdd(AssemblerPrefix + symbol.ByValue, symbol);
                _sectionEnds.Add(symbol.ByValue);
            }

            if (symbol.IsPlaced && symbol.Stem.Length > 0)
            {
                // ".text.f" is named after f, ".rodata.str" after a private str; LLVM itself would write ".rodata..Lstr".
                _sectionEnds.Add(symbol.Stem);
                _sectionEnds.Add(symbol.Name);
            }
        }
    }

    public IEnumerable<SourceSymbol> Symbols => _symbols.Values.Distinct();

    public int PromotedCount => _promoted.Count;

    public static SourceNames Of(SymbolPlan plan)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        return new SourceNames(Enumerable.Range(0, symbols.Count).Select(s =>
        {
            string stem = symbols.Names[s].TrimStart('\u0001');
            bool isPrivate = symbols.Linkage[s] == SymbolLinkage.Private;
            return new SourceSymbol(
                stem.Length == 0 ? $"{Nameless}{s}>" : isPrivate ? AssemblerPrefix + stem : stem,
                stem,
                plan.IsPromoted(s) ? plan.Names[s] : null,
                symbols.Content[s] != 0 && stem.Length > 0 && !plan.IsPromoted(s) ? NumberedName.ByValue(stem, symbols.Content[s]) : null,
                symbols.NeedsPartition(s) && !symbols.Has(s, SymbolFlags.StructorArray),
                symbols.Linkage[s].IsLocal(),
                isPrivate || stem.Length == 0 || stem.StartsWith(AssemblerPrefix, StringComparison.Ordinal),
                symbols.Linkage[s].IsDiscardable(),
                symbols.Has(s, SymbolFlags.Used),
                symbols.IsCopyable(s),
                symbols.KindOf(s) == SymbolKind.Variable,
                symbols.Has(s, SymbolFlags.ThreadLocal),
                symbols.KindOf(s) == SymbolKind.Variable ? symbols.Size[s] : 0);
        }));
    }

    /// <summary>True for what has no name in the input: objects call it __unnamed_1, in the order in which they come to it.</summary>
    public static bool IsNameless(string sourceName) =>
        sourceName.StartsWith(Nameless, StringComparison.Ordinal) || sourceName.StartsWith("__unnamed_", StringComparison.Ordinal);

    /// <summary>Null: the input has no such symbol (code generation or assembly made it).</summary>
    public SourceSymbol? Find(string sourceName) => _symbols.GetValueOrDefault(sourceName);

    /// <summary>Null: no symbol was promoted to this name.</summary>
    public SourceSymbol? FindPromoted(string name) => _promoted.GetValueOrDefault(name);

    public string SourceName(string name)
    {
        if (_promoted.TryGetValue(name, out SourceSymbol? symbol))
        {
            return symbol.Name;
        }

        return name.StartsWith(AssemblerPrefix, StringComparison.Ordinal) && ValueOf(name[AssemblerPrefix.Length..]) is { } value
            ? AssemblerPrefix + value
            : name;
    }

    /// <returns>What a private constant is called by its value, where several of a partition have it too (".1"); null: there is no such constant.</returns>
    private string? ValueOf(string stem) =>
        _byValue.GetValueOrDefault(stem)
            ?? (stem.LastIndexOf('.') is var dot and > 0 && int.TryParse(stem.AsSpan(dot + 1), out _) && _values.Contains(stem[..dot]) ? stem[..dot] : null);

    /// <summary>A section's name, ending with the name in the module of the symbol it is named after: not the promoted one, no ".L".</summary>
    public string SourceSection(string section)
    {
        string source = SourceSectionOfSymbol(section);
        for (int dot = source.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = source.IndexOf('.', dot + 1))
        {
            if (ValueOf(source[(dot + 1)..]) is { } value)
            {
                return string.Concat(source.AsSpan(0, dot + 1), value);
            }
        }

        return source;
    }

    private string SourceSectionOfSymbol(string section)
    {
        for (int dot = section.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = section.IndexOf('.', dot + 1))
        {
            string end = section[(dot + 1)..];
            if (_promoted.TryGetValue(end, out SourceSymbol? symbol) || (_symbols.TryGetValue(end, out symbol) && symbol.Name != symbol.Stem))
            {
                return symbol.Stem.Length > 0 ? string.Concat(section.AsSpan(0, dot + 1), symbol.Stem) : section[..dot];
            }
        }

        return section;
    }

    /// <summary>True for ".text.f" when the input has an f: a section that one symbol has for itself.</summary>
    public bool IsNamedAfterSymbol(string sourceSection)
    {
        for (int dot = sourceSection.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = sourceSection.IndexOf('.', dot + 1))
        {
            if (_sectionEnds.Contains(sourceSection[(dot + 1)..]))
            {
                return true;
            }
        }

        return false;
    }
}
