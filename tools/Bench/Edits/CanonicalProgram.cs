using System.Text.RegularExpressions;

namespace LtoPar.Bench.Edits;

/// <summary>
/// A program in partitions, as texts that do not tell numbers: of types, attributes, metadata, strings and promoted symbols. What is named by a number
/// stands for its content. Linkage of what other partitions were made to see is left out, so that two builds differ where the program does.
///
/// It is read from the text that opt writes (instnamer has named the values, so that what has a number is a type), and shares no code with lto-par, whose
/// notion of what has changed is what is judged by it.
/// </summary>
internal sealed partial class CanonicalProgram
{
    private const int MostDepth = 4;

    private readonly Dictionary<string, (IrText Ir, string Text)> _constants = [];
    private readonly Dictionary<string, string> _contents = [];
    private readonly HashSet<string> _open = [];

    private CanonicalProgram(IReadOnlyList<IReadOnlySet<string>> partitions, IEnumerable<string> known)
    {
        Partitions = partitions;
        Known.UnionWith(known);
    }

    private CanonicalProgram(IReadOnlyList<IrText> partitions, IReadOnlyList<IReadOnlySet<string>?> done)
    {
        foreach (IrText ir in partitions)
        {
            foreach ((string name, string text) in ir.Symbols)
            {
                if (LocalConstant().IsMatch(text))
                {
                    _constants.TryAdd(name, (ir, text));
                }
            }
        }

        Partitions = [.. partitions.Select((ir, i) => done[i] ?? EntitiesOf(ir))];
    }

    /// <summary>Of each partition, the hashes of what it defines or uses.</summary>
    public IReadOnlyList<IReadOnlySet<string>> Partitions { get; }

    /// <summary>What a declaration of each definition would say, beside all that is defined or used: what partitions can know of one another.</summary>
    public HashSet<string> Known { get; } = [];

    /// <param name="files">The partitions' texts.</param>
    /// <param name="done">What is known of a partition already, since another program has the same; null: nothing.</param>
    public static CanonicalProgram Of(IReadOnlyList<string> files, IReadOnlyList<IReadOnlySet<string>?> done) =>
        new([.. files.AsParallel().AsOrdered().Select(file => IrText.Parse(File.ReadLines(file)))], done);

    /// <summary>What <see cref="Lines"/> wrote.</summary>
    public static CanonicalProgram Read(IEnumerable<string> lines)
    {
        HashSet<string>[] sets = [.. lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal))];
        return new CanonicalProgram(sets[..^1], sets[^1]);
    }

    /// <summary>The partitions and what is known of them, a line each.</summary>
    public IEnumerable<string> Lines() =>
        Partitions.Append(Known).Select(hashes => string.Join(' ', hashes.Order(StringComparer.Ordinal)));

    private HashSet<string> EntitiesOf(IrText ir)
    {
        HashSet<string> entities = [];
        foreach ((string _, string text) in ir.Symbols)
        {
            string canonical = Canonical(ir, Header(text), 0);
            entities.Add(IrText.Hash(canonical));
            if (text.StartsWith("define ", StringComparison.Ordinal))
            {
                Known.Add(IrText.Hash(Canonical(ir, Header(AsDeclaration(text)), 0)));
            }
        }

        foreach (string other in ir.Others.Where(o => !o.StartsWith("!llvm.dbg.cu", StringComparison.Ordinal)))
        {
            entities.Add(IrText.Hash(Canonical(ir, other, 0)));
        }

        Known.UnionWith(entities);
        return entities;
    }

    /// <summary>Leaves out how far a symbol is seen: that is for the cut to decide.</summary>
    private static string Header(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        string first = Seen().Replace(end < 0 ? text : text[..end], "");
        return end < 0 ? first : first + text[end..];
    }

    private static string AsDeclaration(string text)
    {
        string first = text[..text.IndexOf('\n', StringComparison.Ordinal)];
        return "declare " + DefinitionOnly().Replace(ParameterName().Replace(first["define ".Length..], "$1"), "");
    }

    private string Canonical(IrText ir, string text, int depth) => Token().Replace(
        text,
        match => match.Value[0] switch
        {
            ';' => "",
            '@' => Symbol(match.Value),
            '%' or '#' or '!' => Part(ir, match.Value, depth),
            _ => match.Value,
        });

    private string Part(IrText ir, string name, int depth)
    {
        if (!ir.Parts.TryGetValue(name, out string? value))
        {
            return name;
        }

        return depth == MostDepth ? name[..1] : name[..1] + IrText.Hash(Canonical(ir, value, depth + 1));
    }

    private string Symbol(string reference)
    {
        string name = reference[1..].Trim('"');
        if (_contents.TryGetValue(name, out string? content))
        {
            return content;
        }

        if (_constants.TryGetValue(name, out (IrText Ir, string Text) constant) && _open.Add(name))
        {
            string value = Header(constant.Text[(constant.Text.IndexOf(" = ", StringComparison.Ordinal) + 3)..]);
            content = "@" + IrText.Hash(Canonical(constant.Ir, value, 0));
            _open.Remove(name);
            return _contents[name] = content;
        }

        return "@" + Number().Replace(Promoted().Replace(name, ""), "");
    }

    [GeneratedRegex(@"@""[^""]*""|@[\w$.\-\\]+|%""[^""]*""|%[\w$.\-\\]+|""[^""]*""|#\d+|!\d+|;.*")]
    private static partial Regex Token();

    /// <summary>A constant that no object but the program's own refers to, by whatever name.</summary>
    [GeneratedRegex(@"^@(?:""[^""]*""|[\w$.\-\\]+) = (?:(?:private|internal)\b.* constant |(?<=\.lto_par\.[^ ]* = ).* constant )")]
    private static partial Regex LocalConstant();

    [GeneratedRegex(
        @"\b(?:private|internal|hidden|available_externally|external|weak_odr|linkonce_odr|weak|linkonce|dso_local|local_unnamed_addr|unnamed_addr) ")]
    private static partial Regex Seen();

    [GeneratedRegex(@" %[\w.]+(,|\))")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@" (?:comdat(?:\([^)]*\))?|section ""[^""]*""|personality ptr @\S+|![a-z.]+ !\d+|\{)(?= |$)")]
    private static partial Regex DefinitionOnly();

    [GeneratedRegex(@"\.lto_par\.[0-9a-zA-Z]+(?:\.\d+)?$")]
    private static partial Regex Promoted();

    [GeneratedRegex(@"(?:\.\d+)+$")]
    private static partial Regex Number();
}
