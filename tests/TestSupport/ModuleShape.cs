using System.Text.RegularExpressions;

namespace LtoPar.TestSupport;

/// <summary>
/// A module's functions, variables, aliases and ifuncs as IR shows them, without what may differ between two merges of the same files: bodies,
/// initialisers, numbers of metadata, names of types, numbers behind the names of locals; and unnamed_addr of declarations, which nothing reads.
/// </summary>
public static partial class ModuleShape
{
    public static IReadOnlyList<string> Of(string ir)
    {
        Dictionary<string, string> attributes = Attributes().Matches(ir).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Trim());
        List<string> shape = [];
        foreach (string line in ir.Split('\n'))
        {
            if (Function().Match(line) is { Success: true } function)
            {
                string rest = Group().Replace(function.Groups[4].Value, m => attributes[m.Groups[1].Value]);
                shape.Add(Symbol(function.Groups[3].Value, function.Groups[1].Value, function.Groups[2].Value, WithoutDetails(rest.TrimEnd(' ', '{'))));
            }
            else if (Variable().Match(line) is { Success: true } variable)
            {
                string after = string.Join(", ", Placement().Matches(variable.Groups[4].Value).Select(m => m.Groups[1].Value));
                shape.Add(Symbol(variable.Groups[1].Value, variable.Groups[3].Value, variable.Groups[2].Value, after));
            }
            else if (line.StartsWith("module asm", StringComparison.Ordinal))
            {
                // LLVM lists what it discards in the order of a hash.
                shape.Add(line.Contains(".lto_discard", StringComparison.Ordinal) ? string.Join(
                    ' ', line.Split([' ', ',', '"'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)) : line);
            }
        }

        shape.Sort(StringComparer.Ordinal);
        return shape;
    }

    private static string Symbol(string name, string kind, string before, string after)
    {
        name = name.Trim('"');
        if (before.Contains("internal", StringComparison.Ordinal) || before.Contains("private", StringComparison.Ordinal))
        {
            name = LocalSuffix().Replace(name, "");
        }

        string text = $"{name}: {kind} {before.Trim()} {after}";
        return kind == "declare" || before.Contains("external ", StringComparison.Ordinal)
            ? UnnamedAddress().Replace(text, "")
            : text;
    }

    private static string WithoutDetails(string text) =>
        ParameterName().Replace(TypeName().Replace(Metadata().Replace(text, ""), "T"), "").Trim();

    [GeneratedRegex(@"^attributes #(\d+) = \{(.*)\}", RegexOptions.Multiline)]
    private static partial Regex Attributes();

    [GeneratedRegex(@"^(define|declare) (.*?)@(""[^""]*""|[\w.$-]+)\((.*)$")]
    private static partial Regex Function();

    [GeneratedRegex(@"^@(""[^""]*""|[\w.$-]+) = ((?:[\w()]+ )*?)(global|constant|alias|ifunc) (.*)$")]
    private static partial Regex Variable();

    [GeneratedRegex(@", (section ""[^""]*""|comdat(?:\([^)]*\))?|align \d+)")]
    private static partial Regex Placement();

    [GeneratedRegex(@" ?\b(local_)?unnamed_addr\b")]
    private static partial Regex UnnamedAddress();

    [GeneratedRegex(@"#(\d+)")]
    private static partial Regex Group();

    [GeneratedRegex(@" ![\w.]+( !\d+)?")]
    private static partial Regex Metadata();

    [GeneratedRegex(@"(?<=\()(%(""[^""]*""|[\w.]+)|\{[^}]*\})(?=\))")]
    private static partial Regex TypeName();

    [GeneratedRegex(@" %[\w.]+(?=[,)])")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"(\.local\.[0-9a-f]{8}|\.\d+)+$")]
    private static partial Regex LocalSuffix();
}
