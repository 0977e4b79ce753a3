using System.Globalization;
using LtoPar.CallGraph;

namespace LtoPar.Linkage;

/// <summary>
/// Makes the names of promoted symbols: <c>name.lto_par.ID</c>. A name must be usable from another object, so what only the assembler sees
/// (the private prefix of the target, ".L" on ELF), LLVM's "\01" (take the rest literally) and the sign after which linkers look for a version
/// are put out of the way first.
/// </summary>
internal sealed class PromotedNames
{
    private const string Marker = ".lto_par.";

    private readonly string _suffix;
    private readonly string _privatePrefix;
    private readonly Rules _rules;
    private readonly HashSet<string> _taken;

    public PromotedNames(SymbolTable symbols, string dataLayout, string uniqueId, Rules rules)
    {
        _rules = rules;
        _suffix = Marker + uniqueId;
        _privatePrefix = PrivatePrefix(dataLayout);
        _taken = new HashSet<string>(symbols.Names, StringComparer.Ordinal);
    }

    /// <summary>True for a name that no other object can refer to although its linkage would allow it: an empty one, or the assembler's own.</summary>
    public bool IsUnreachable(string name) => name.Length == 0 ? _rules.HasFlag(Rules.NameUnnamed) : IsPrivate(Literal(name));

    /// <summary>A name that no symbol of the module has and that was not handed out before.</summary>
    public string Make(SymbolTable symbols, int symbol)
    {
        string stem = Literal(symbols.Names[symbol]);
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

        string name = stem + _suffix;
        for (int i = 1; !_taken.Add(name); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}{_suffix}.{i}");
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
