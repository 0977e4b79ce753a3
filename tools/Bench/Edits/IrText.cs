using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LtoPar.Bench.Edits;

/// <summary>The textual IR of one partition, as llvm-dis writes it, taken apart to its top-level entities.</summary>
internal sealed partial class IrText
{
    /// <summary>Definitions and declarations, each with the name of its symbol without "@".</summary>
    public List<(string Name, string Text)> Symbols { get; } = [];

    /// <summary>What "%name", "#1" and "!1" stand for.</summary>
    public Dictionary<string, string> Parts { get; } = [];

    /// <summary>Module-level assembly, and metadata with a name: facts of all that is in the partition.</summary>
    public List<string> Others { get; } = [];

    public static IrText Parse(IEnumerable<string> lines)
    {
        IrText ir = new();
        StringBuilder? function = null;
        foreach (string line in lines)
        {
            if (function is not null)
            {
                function.Append('\n').Append(line);
                if (line == "}")
                {
                    ir.AddSymbol(function.ToString());
                    function = null;
                }
            }
            else if (line.StartsWith("define ", StringComparison.Ordinal))
            {
                function = new StringBuilder(line);
            }
            else if (line.StartsWith('@') || line.StartsWith("declare ", StringComparison.Ordinal))
            {
                ir.AddSymbol(line);
            }
            else if (Part().Match(line) is { Success: true } part)
            {
                ir.Parts[part.Groups["name"].Value] = part.Groups["value"].Value;
            }
            else if (line.StartsWith('!') || line.StartsWith("module asm", StringComparison.Ordinal))
            {
                ir.Others.Add(line);
            }
        }

        return ir;
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));

    private void AddSymbol(string text)
    {
        Match name = SymbolName().Match(text);
        Symbols.Add((name.Value.TrimStart('@').Trim('"'), text));
    }

    [GeneratedRegex(@"^(?:attributes )?(?<name>%[\w$.\-\\]+|%""[^""]*""|#\d+|!\d+) = (?:type )?(?<value>.*)$")]
    private static partial Regex Part();

    [GeneratedRegex(@"@""[^""]*""|@[\w$.\-\\]+")]
    private static partial Regex SymbolName();
}
