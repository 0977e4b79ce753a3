using System.Text.RegularExpressions;

namespace LtoPar.EndToEnd.Tests.Differential;

/// <summary>The results of a link, by aspect: the lines of each are sorted by ordinal but for the program's output.</summary>
internal sealed partial class LinkOutput
{
    private static readonly string[] s_tags = ["NEEDED", "SONAME", "INIT", "FINI", "FLAGS", "FLAGS_1", "TEXTREL"];

    private readonly SortedDictionary<string, string[]> _aspects = new(StringComparer.Ordinal);

    /// <summary>Gets what the linker said when it failed, else nothing.</summary>
    public string Error { get; private init; } = "";

    public static LinkOutput Failed(string error)
    {
        LinkOutput result = new() { Error = error };
        // The words of the linkers' errors name objects, which partitions have other names for; symbols must be named alike.
        result._aspects["status"] = ["failed", .. QuotedSymbol().Matches(error).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];
        return result;
    }

    /// <param name="file">The output; beside it may be a dependency file called depends.</param>
    /// <param name="relocatable">Whether it is an object: its global symbols count then, not the dynamic ones.</param>
    /// <param name="output">The text that the program printed.</param>
    public static LinkOutput Of(string file, bool relocatable, string output)
    {
        LinkOutput result = new();
        string text = Tools.Check(Tools.Llvm("llvm-readelf"), "-W", "-S", "-d", "-s", "--dyn-syms", "-V", file);
        string[] lines = [.. text.Split('\n').Select(l => l.Trim())];
        string[] dynamic = Part(lines, "Symbol table '.dynsym'");
        string[] all = Part(lines, "Symbol table '.symtab'");
        result._aspects["status"] = ["linked"];
        result._aspects["output"] = output.Split('\n');
        result._aspects["symbols"] = [.. (relocatable ? all : dynamic).Select(Symbol).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        result._aspects["versions"] =
            [.. lines.Select(l => Version().Match(l)).Where(m => m.Success).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];
        result._aspects["dynamic"] = [.. lines.Select(l => Tag(l, all)).OfType<string>().Order(StringComparer.Ordinal)];
        result._aspects["sections"] = [.. lines.Select(l => Section(l, relocatable)).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        string depends = Path.Combine(Path.GetDirectoryName(file)!, "depends");
        result._aspects["depends"] = File.Exists(depends)
            ? [.. File.ReadAllText(depends).Split([' ', '\\', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal)]
            : [];
        return result;
    }

    /// <summary>
    /// Returns the aspects in which this link, of lto-par, is wrong, with the lines that only one of the links has: a program must do what native code does,
    /// what else is seen of it must be as LLVM's own LTO has it, or as native code has it where the two differ.
    /// </summary>
    /// <param name="llvm">The link by LLVM's own LTO.</param>
    /// <param name="native">The link of native code.</param>
    /// <param name="interposable">
    /// Whether the program may do what LLVM's makes it do: native code leaves more to the dynamic linker than LTO, which inlines.
    /// </param>
    public IEnumerable<(string Aspect, string Difference)> Differences(LinkOutput llvm, LinkOutput native, bool interposable)
    {
        // Only the failure of a link that failed can be compared.
        foreach ((string aspect, string[] lines) in _aspects)
        {
            LinkOutput expected = (aspect is "status" or "output" && !interposable) || !llvm._aspects.ContainsKey(aspect) ? native : llvm;
            if (expected._aspects.TryGetValue(aspect, out string[]? others) && !lines.SequenceEqual(others)
                && !(native._aspects.TryGetValue(aspect, out string[]? plain) && lines.SequenceEqual(plain)))
            {
                yield return (aspect, Difference(others, lines));
            }
        }
    }

    private static string Difference(string[] expected, string[] actual)
    {
        string[] changed = [.. expected.Except(actual).Select(l => $"-{l}"), .. actual.Except(expected).Select(l => $"+{l}")];
        return changed.Length > 0 ? string.Join(", ", changed.Take(12)) : $"-{string.Join(" | ", expected)} +{string.Join(" | ", actual)}";
    }

    private static string[] Part(string[] lines, string heading) =>
        [.. lines.SkipWhile(l => !l.StartsWith(heading, StringComparison.Ordinal)).Skip(1).TakeWhile(l => l.Length > 0)];

    /// <summary>
    /// Name, type, binding, visibility and whether it is defined; null for what no other file sees, and for symbols that partitions alone share.
    /// </summary>
    private static string? Symbol(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 8 || words[4] is not ("GLOBAL" or "WEAK" or "UNIQUE") || words[7].Contains(".lto_par.", StringComparison.Ordinal)
            ? null
            : $"{string.Join(' ', words[7..])} {words[3]} {words[4]} {words[5]} {(char.IsAsciiDigit(words[6][0]) ? "defined" : words[6])}";
    }

    /// <summary>A tag of the dynamic section; of an address, the functions at it.</summary>
    private static string? Tag(string line, string[] symbols)
    {
        Match match = DynamicTag().Match(line);
        if (!match.Success || !s_tags.Contains(match.Groups[1].Value))
        {
            return null;
        }

        string tag = match.Groups[1].Value;
        string value = match.Groups[2].Value.Trim();
        if (tag is not ("INIT" or "FINI"))
        {
            return $"{tag} {value}";
        }

        ulong address = Convert.ToUInt64(value, 16);
        string names = string.Join(' ', symbols.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(w => w.Length == 8 && w[3] == "FUNC" && Convert.ToUInt64(w[1], 16) == address).Select(w => w[7]).Distinct().Order(StringComparer.Ordinal));
        return $"{tag} {(names.Length > 0 ? names : address == 0 ? "nothing" : "unnamed")}";
    }

    /// <summary>Name, type and flags of a section that is loaded. In objects, functions and variables have sections of their own, which are for
    /// names' sake left out. Whether a section can be merged depends on what else went into it.</summary>
    private static string? Section(string line, bool relocatable)
    {
        Match match = SectionLine().Match(line);
        string name = match.Groups[1].Value;
        return !match.Success || !match.Groups[3].Value.Contains('A', StringComparison.Ordinal) || (relocatable && name.Count(c => c == '.') > 1)
            ? null
            : $"{name} {match.Groups[2].Value} {MergeFlags().Replace(match.Groups[3].Value, "")}";
    }

    [GeneratedRegex(@"(?:undefined symbol: |duplicate symbol: |undefined reference to [`']|multiple definition of [`'])(?:\S+: )*([A-Za-z_][A-Za-z_0-9]*)")]
    private static partial Regex QuotedSymbol();

    [GeneratedRegex(@"(?:(?:Name|File): \S+|Flags: \S+ .*Name: .*|Parent [0-9]+: \S+)")]
    private static partial Regex Version();

    [GeneratedRegex(@"^0x[0-9a-f]+ \((\w+)\) +(.*)$")]
    private static partial Regex DynamicTag();

    [GeneratedRegex("[MS]")]
    private static partial Regex MergeFlags();

    [GeneratedRegex(@"^\[ *[0-9]+\] (\S+) +(\w+) +[0-9a-f]{16} [0-9a-f]+ [0-9a-f]+ [0-9a-f]+ +([A-Za-z]+) ")]
    private static partial Regex SectionLine();
}
