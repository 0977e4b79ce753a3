using System.Globalization;
using LtoPar.CallGraph;
using LtoPar.Platform;

namespace LtoPar.Linkage;

/// <summary>
/// Makes the names of promoted symbols: <c>name.lto_par.ID</c>, where ID is the link's, or tells the name where the link is final. Private constants, whose
/// names are numbers, are told by their values: <c>.str.VALUE.lto_par.ID</c>. A name must be usable from another object, so what only the assembler sees
/// (the private prefix of the target, ".L" on ELF), LLVM's "\01" (take the rest literally) and the sign after which linkers look for a version
/// are put out of the way first.
///
/// Where the names of the rest of the final link are known, one that nothing else in it has stays as it is (<see cref="StaysUnique"/>).
/// </summary>
internal sealed class PromotedNames
{
    private const string Marker = ".lto_par.";

    private readonly string? _uniqueId;
    private readonly string _privatePrefix;
    private readonly Rules _rules;
    private readonly HashSet<string> _taken;
    private readonly OtherNames? _others;
    private readonly HashSet<string> _repeated = new(StringComparer.Ordinal);

    /// <param name="uniqueId">As <see cref="LinkageOptions.UniqueId"/>.</param>
    /// <param name="others">As <see cref="LinkageOptions.Others"/>.</param>
    public PromotedNames(SymbolTable symbols, string dataLayout, string? uniqueId, OtherNames? others, Rules rules)
    {
        _others = others;
        _rules = rules;
        _uniqueId = uniqueId;
        _privatePrefix = PrivatePrefix(dataLayout);
        _taken = new HashSet<string>(symbols.Names, StringComparer.Ordinal);
        if (others is not null)
        {
            HashSet<string> stems = new(StringComparer.Ordinal);
            _repeated.UnionWith(symbols.Names.Select(NumberedName.Stem).Where(stem => !stems.Add(stem)));
        }
    }

    /// <summary>
    /// Whether the final link has the name once. Numbers behind names are the merge's, which tells apart by them what is called the same. Names that linkers
    /// may define themselves, "_end" and others that C reserves, are not taken.
    /// </summary>
    public bool StaysUnique(string name) =>
        _others is not null && name.Length > 0 && name is not ("end" or "edata" or "etext")
        && (name[0] != '_' || name.StartsWith("_Z", StringComparison.Ordinal) || name.StartsWith("_R", StringComparison.Ordinal))
        && name[0] != '\u0001' && !name.Contains('@', StringComparison.Ordinal) && !IsPrivate(name)
        && NumberedName.Stem(name) == name && !_repeated.Contains(name) && !_others.Names.Contains(name);

    /// <summary>True for a name that no other object can refer to although its linkage would allow it: an empty one, or the assembler's own.</summary>
    public bool IsUnreachable(string name) => name.Length == 0 ? _rules.HasFlag(Rules.NameUnnamed) : IsPrivate(Literal(name));

    /// <summary>A name that no symbol of the module has and that was not handed out before.</summary>
    public string Make(SymbolTable symbols, int symbol)
    {
        string stem = Literal(symbols.Names[symbol]);
        if (symbols.Content[symbol] is var content and not 0)
        {
            stem = NumberedName.ByValue(stem, content);
        }

        if (stem.Length == 0)
        {
            if (!_rules.HasFlag(Rules.NameUnnamed))
            {
                return "";
            }

            stem = string.Create(CultureInfo.InvariantCulture, $"__lto_par_unnamed.{symbol}");
        }
        else if (IsPrivate(stem))
        {
            stem = "_" + stem;
        }

        if (!_rules.HasFlag(Rules.UniqueName))
        {
            return stem;
        }

        if (_rules.HasFlag(Rules.VersionSign))
        {
            stem = stem.Replace('@', '_');
        }

        string suffix = Marker + (_uniqueId ?? StableHash.Of(stem).ToString("x16", CultureInfo.InvariantCulture));
        string name = stem + suffix;
        for (int i = 1; !_taken.Add(name); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}{suffix}.{i}");
        }

        return name;
    }

    /// <summary>The prefix that makes a symbol the assembler's own, from the data layout's mangling ("m:e" and so on).</summary>
    private static string PrivatePrefix(string dataLayout) =>
        dataLayout.Split('-').FirstOrDefault(part => part.StartsWith("m:", StringComparison.Ordinal)) switch
        {
            "m:o" or "m:x" => "L",
            "m:m" => "$",
            "m:a" => "L..",
            "m:l" => "L#",
            _ => ".L",
        };

    private bool IsPrivate(string name) => name.StartsWith(_privatePrefix, StringComparison.Ordinal) && _rules.HasFlag(Rules.PrivatePrefix);

    private static string Literal(string name) => name.StartsWith('\u0001') ? name[1..] : name;
}
