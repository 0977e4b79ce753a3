using System.Globalization;
using LtoPar.Driver.Reports.StatisticsFile;

namespace LtoPar.Bench.Edits;

/// <summary>The commands of the bench of edits.</summary>
internal static class EditCommands
{
    /// <summary>Files are tried from a seeded start until one has a place for the edit.</summary>
    /// <exception cref="FormatException">None has, or the kind is unknown.</exception>
    public static string Edit(Arguments arguments)
    {
        if (!Enum.TryParse(arguments.Text("--kind"), ignoreCase: true, out EditKind kind) || !Enum.IsDefined(kind))
        {
            throw new FormatException($"unknown kind '{arguments.Text("--kind")}'");
        }

        int seed = (int)arguments.Number("--seed");
        IReadOnlyList<string> files = arguments.Operands;
        for (int i = 0; i < files.Count; i++)
        {
            string file = files[(int)(((uint)seed * 2654435761u % (uint)files.Count) + i) % files.Count];
            if (EditMaker.Make(File.ReadAllText(file), kind, seed) is { } edit)
            {
                File.WriteAllText(file, edit.Text);
                return $"{file}\t{edit.What}\n";
            }
        }

        throw new FormatException($"no file has a place for an edit of kind {kind}");
    }

    /// <summary>Patches are called after hashes of what they say, so that the first of them are from anywhere in the diff.</summary>
    public static string Hunks(Arguments arguments)
    {
        string folder = Directory.CreateDirectory(arguments.Operand(1)).FullName;
        foreach (PatchHunk hunk in PatchHunk.Of(File.ReadLines(arguments.Operand(0)), arguments.Text("--reversed") == "yes"))
        {
            File.WriteAllText(Path.Combine(folder, IrText.Hash(hunk.Text) + ".patch"), hunk.Text);
        }

        return "";
    }

    public static string Verdict(Arguments arguments)
    {
        RunDocument run = RunDocument.Parse(File.ReadAllText(arguments.Text("--stats")));
        string[] after = Texts(arguments.Operand(1));
        if (after.Length != run.Partitions.Count)
        {
            throw new FormatException($"{after.Length} texts of {run.Partitions.Count} partitions");
        }

        CanonicalProgram before = Before(arguments.Operand(0));
        Dictionary<string, string> sumOf = Sums(arguments.Operand(1)).ToDictionary(s => s.Text, s => s.Sum, StringComparer.Ordinal);
        Dictionary<string, IReadOnlySet<string>> known = Sums(arguments.Operand(0))
            .Zip(before.Partitions, (sum, entities) => (sum.Sum, entities))
            .DistinctBy(p => p.Sum)
            .ToDictionary(p => p.Sum, p => p.entities, StringComparer.Ordinal);
        CanonicalProgram changed = CanonicalProgram.Of(after, [.. after.Select(text => known.GetValueOrDefault(sumOf[text]))]);
        EditVerdict verdict = EditVerdict.Of(before, changed, after, [.. run.Partitions.Select(p => !p.FromCache)]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict.Partitions} {verdict.Necessary} {verdict.Recompiled} {verdict.Moved} {verdict.Renumbered} ")
            + string.Join(',', verdict.Extra.DefaultIfEmpty("-")) + "\n";
    }

    /// <summary>The build before the edits is read once, and what was found is kept beside it.</summary>
    private static CanonicalProgram Before(string folder)
    {
        string kept = Path.Combine(folder, "canonical");
        if (File.Exists(kept))
        {
            return CanonicalProgram.Read(File.ReadLines(kept));
        }

        string[] texts = Texts(folder);
        CanonicalProgram program = CanonicalProgram.Of(texts, new IReadOnlySet<string>?[texts.Length]);
        File.WriteAllLines(kept, program.Lines());
        return program;
    }

    /// <summary>The SHA-256 of each partition's bitcode, in the order of <see cref="Texts"/>.</summary>
    private static IEnumerable<(string Sum, string Text)> Sums(string folder) =>
        InOrder(File.ReadLines(Path.Combine(folder, "sums")).Select(line => line.Split(' ', 2)), words => words[1]).Select(words => (words[0], words[1]));

    private static string[] Texts(string folder) => [.. InOrder(Directory.GetFiles(folder, "*.ll"), file => file)];

    private static IEnumerable<T> InOrder<T>(IEnumerable<T> items, Func<T, string> file) =>
        items.OrderBy(item => file(item).Length).ThenBy(file, StringComparer.Ordinal);
}
