namespace LtoPar.EndToEnd.Tests.CodegenOptions;

/// <summary>A row of the table in docs/codegen-options.md.</summary>
/// <param name="Word">The option as tried: "-align-loops=32".</param>
/// <param name="Effect">"option", "code generator", "ignored" or "refused".</param>
internal sealed record DocumentedFlag(string Word, string Effect, string Note)
{
    public string Name => Word.TrimStart('-').Split('=')[0];

    public static DocumentedFlag[] ReadAll() =>
    [
        .. File.ReadLines(Path.Combine(Tools.Root, "docs/codegen-options.md"))
            .Where(line => line.StartsWith("| `-", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new DocumentedFlag(cells[1].Trim('`'), cells[2], cells[3])),
    ];

    public static string[] WordsOf(string effect) => [.. ReadAll().Where(f => f.Effect == effect).Select(f => f.Word)];
}
