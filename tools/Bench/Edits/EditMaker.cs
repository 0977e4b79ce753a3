using System.Globalization;
using System.Text.RegularExpressions;

namespace LtoPar.Bench.Edits;

/// <summary>Makes edits of source files, each told by its kind and a seed. Whether one compiles, the compiler says.</summary>
internal static partial class EditMaker
{
    /// <returns>Null: the file has no place for an edit of this kind.</returns>
    public static SourceEdit? Make(string text, EditKind kind, int seed)
    {
#pragma warning disable CA5394 // picks a place, keeps no secret
        Random random = new(seed);
        IReadOnlyList<SourceFunction> functions = SourceFunction.Find(text);
        if (kind == EditKind.Rename)
        {
            functions = [.. functions.Where(f => f.IsStatic)];
        }

        if (kind == EditKind.Field)
        {
            MatchCollection structures = Structure().Matches(text);
            return structures.Count == 0 ? null : Field(text, structures[random.Next(structures.Count)]);
        }

        if (functions.Count == 0)
        {
            return null;
        }

        SourceFunction function = functions[random.Next(functions.Count)];
        return kind switch
        {
            EditKind.Constant => Constant(text, function, random),
            EditKind.Text => Insert(text, function, $" {Print("edit", seed)} {Print("another line", seed)}", "prints two texts"),
            EditKind.Function => NewFunction(text, function, seed),
            EditKind.Rename => new SourceEdit(
                Regex.Replace(text, $@"\b{Regex.Escape(function.Name)}\b", $"{function.Name}_edited{seed}"), $"{function.Name} has another name"),
            EditKind.Line => new SourceEdit(text.Insert(function.Start, "\n"), $"a line before {function.Name}"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind"),
        };
    }

    private static SourceEdit? Constant(string text, SourceFunction function, Random random)
    {
        MatchCollection numbers = Number().Matches(text[function.Body..function.End]);
        if (numbers.Count == 0)
        {
            return null;
        }

        Match number = numbers[random.Next(numbers.Count)];
        long value = long.Parse(number.Value, CultureInfo.InvariantCulture) + 1;
        int at = function.Body + number.Index;
        return new SourceEdit(
            string.Concat(text.AsSpan(0, at), value.ToString(CultureInfo.InvariantCulture), text.AsSpan(at + number.Length)),
            string.Create(CultureInfo.InvariantCulture, $"{function.Name}: {number.Value} is {value}"));
    }
#pragma warning restore CA5394

    private static string Print(string words, int seed) =>
        string.Create(CultureInfo.InvariantCulture, $"__builtin_printf(\"{words} {seed}\\n\");");

    private static SourceEdit Insert(string text, SourceFunction function, string statement, string what) =>
        new(text.Insert(function.Body, statement), $"{function.Name} {what}");

    private static SourceEdit NewFunction(string text, SourceFunction function, int seed)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"edit_{seed}");
        SourceEdit calls = Insert(
            text, function, string.Create(CultureInfo.InvariantCulture, $" __builtin_printf(\"%d\", {name}({seed}));"), $"calls the new {name}");
        string definition = string.Create(
            CultureInfo.InvariantCulture,
            $"static __attribute__((noinline)) int {name}(int x) {{ while (x > {seed % 97}) x = x / 3 + __builtin_popcount(x); return x; }}\n");
        return calls with { Text = calls.Text.Insert(function.Start, definition) };
    }

    private static SourceEdit Field(string text, Match structure) =>
        new(text.Insert(structure.Groups["end"].Index, "  int edit_member;\n"), $"{structure.Groups["name"].Value} has one more member");

    /// <summary>A decimal number that is neither a part of a name or of another number, nor a label.</summary>
    [GeneratedRegex(@"(?<![\w.""'#\\])[1-9][0-9]{0,5}(?![\w.""'\]:])(?!\s*:)")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:typedef\s+)?struct\s+(?<name>\w+)\s*\{[^{}]*?(?<end>^\})", RegexOptions.Multiline)]
    private static partial Regex Structure();
}
