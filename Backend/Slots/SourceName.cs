using System.Globalization;
using System.Text.RegularExpressions;

namespace LtoPar.Backend.Slots;

/// <summary>
/// What the source calls a variable or a function, from the name that its symbol has. Merging and earlier links add to the names of locals (<c>.local.HASH</c>,
/// <c>.lto_par.ID</c>, LLVM's numbers), and C++ mangles them: <c>_ZN3dspL4gainE</c> is <c>dsp::gain</c>. Names with template arguments stay mangled.
/// </summary>
public static partial class SourceName
{
    /// <summary>The name in the source: the last of <see cref="Spellings"/>.</summary>
    public static string Of(string symbolName) => Spellings(symbolName)[^1];

    /// <summary>All names by which the symbol may be called, the symbol's own first. No two are equal.</summary>
    public static IReadOnlyList<string> Spellings(string symbolName)
    {
        List<string> spellings = [symbolName];
        Add(spellings, symbolName.TrimStart('\u0001'));
        string plain = spellings[^1];
        for (Match added = Added().Match(plain); added.Success; added = Added().Match(plain))
        {
            plain = plain[..added.Index];
        }

        Add(spellings, plain);
        if (Demangle(plain) is { } demangled)
        {
            Add(spellings, demangled);
        }

        return spellings;
    }

    private static void Add(List<string> spellings, string name)
    {
        if (name.Length > 0 && !spellings.Contains(name))
        {
            spellings.Add(name);
        }
    }

    [GeneratedRegex(@"(\.local\.[0-9a-f]{8}|\.lto_par\.[A-Za-z0-9_]+|\.lto_priv\.[0-9]+|\.llvm\.[0-9]+|\.[0-9]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Added();

    /// <summary>Variables and members of namespaces and classes that are no templates (Itanium C++ ABI, 5.1.2); null: another name.</summary>
    private static string? Demangle(string name)
    {
        if (!name.StartsWith("_Z", StringComparison.Ordinal))
        {
            return null;
        }

        string rest = name[2..];
        bool isNested = rest.StartsWith('N') && rest.EndsWith('E');
        rest = isNested ? rest[1..^1] : rest;
        List<string> parts = [];
        while (rest.Length > 0)
        {
            // L: of internal linkage.
            rest = rest[0] == 'L' ? rest[1..] : rest;
            int digits = rest.TakeWhile(char.IsAsciiDigit).Count();
            if (!int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length == 0 || length > rest.Length - digits)
            {
                return null;
            }

            string part = rest.Substring(digits, length);
            parts.Add(part == "_GLOBAL__N_1" ? "(anonymous namespace)" : part);
            rest = rest[(digits + length)..];
        }

        return isNested || parts.Count == 1 ? string.Join("::", parts) : null;
    }
}
