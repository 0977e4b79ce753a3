using System.Globalization;
using System.Text.RegularExpressions;
using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend.Partitions;

/// <summary>
/// Finds the function that a message of the assembler is about. Such messages name a line of the assembly ("&lt;inline asm&gt;:2:5") and quote it, and not
/// whose assembly it is. After code generation the calls are still in the module: the function is the one whose text has that line, as far as operands leave
/// it in words. The same message about several copies of an inlined function comes once for each, in the order of the module.
/// </summary>
internal static unsafe partial class AsmMessages
{
    /// <param name="Function">Null: it is module-level assembly.</param>
    /// <param name="Place">The place of the asm statement, as "a.c:12"; null without debug information.</param>
    private sealed record Text(string? Function, string[] Lines, string? Place);

    /// <param name="messages">The errors or the warnings as LLVM gave them.</param>
    /// <returns>Each on a line, with the function before it; and the function, where its source file is not known.</returns>
    public static IEnumerable<(string Text, string? Unplaced)> Describe(LLVMOpaqueModule* module, IEnumerable<string> messages)
    {
        List<Text>? texts = null;
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        List<(string, string?)> described = [];
        foreach (string raw in messages)
        {
            string message = OneLine.Of(raw);
            int before = seen.GetValueOrDefault(message);
            seen[message] = before + 1;
            Text? text = null;
            if (AsmLine().Match(raw) is { Success: true } match)
            {
                texts ??= Texts(module);
                int line = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                string quoted = match.Groups[2].Value.Trim();
                Text[] owners = [.. texts.Where(t => line <= t.Lines.Length && IsLike(t.Lines[line - 1], quoted))];
                text = owners.Length == 0 ? null : owners[Math.Min(before, owners.Length - 1)];
            }

            string place = text?.Place is null ? "" : $" ({text.Place})";
            string whose = text is null ? "" : text.Function is null ? "module-level assembly: " : $"function '{text.Function}'{place}: ";
            described.Add((whose + message, text?.Place is null ? text?.Function : null));
        }

        return described;
    }

    /// <param name="template">A line of the text in the IR, with $0 or ${1:x} for operands.</param>
    private static bool IsLike(string template, string line)
    {
        string[] words = Operand().Replace(template, "\0").Split('\0');
        int at = 0;
        for (int i = 0; i < words.Length; i++)
        {
            string word = Blanks().Replace(words[i], " ").Trim();
            int found = word.Length == 0 ? at : Blanks().Replace(line, " ").IndexOf(word, at, StringComparison.Ordinal);
            if (found < 0 || (i == 0 && found != 0))
            {
                return false;
            }

            at = found + word.Length;
        }

        return true;
    }

    private static List<Text> Texts(LLVMOpaqueModule* module)
    {
        List<Text> texts = [];
        ModuleInstructions.Each(module, (function, instruction) =>
        {
            if (InlineAsm.TextOf((LLVMOpaqueValue*)instruction) is { } text)
            {
                string name = PromotedSuffix.Remove(LlvmText.NameOf((LLVMOpaqueValue*)function));
                texts.Add(new Text(name, text.Split('\n'), SourcePlace.Of((LLVMOpaqueValue*)instruction)));
            }
        });

        nuint bytes;
        sbyte* asm = LLVM.GetModuleInlineAsm(module, &bytes);
        texts.Add(new Text(null, LlvmText.From(asm, bytes).Split('\n'), null));
        return texts;
    }

    [GeneratedRegex(@"^<inline asm>:(\d+):\d+: .*\n(.*)")]
    private static partial Regex AsmLine();

    [GeneratedRegex(@"\$(?:\d+|\{[^}]*\}|\(.*\$\)|\$)")]
    private static partial Regex Operand();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
