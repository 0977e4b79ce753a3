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

        EditVerdict verdict = EditVerdict.Of(
            CanonicalProgram.Of(Texts(arguments.Operand(0))), CanonicalProgram.Of(after), after, [.. run.Partitions.Select(p => !p.FromCache)]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict.Partitions} {verdict.Necessary} {verdict.Recompiled} {verdict.Moved} {verdict.Renumbered} ")
            + string.Join(',', verdict.Extra.DefaultIfEmpty("-")) + "\n";
    }

    private static string[] Texts(string folder) =>
        [.. Directory.GetFiles(folder, "*.ll").OrderBy(f => f.Length).ThenBy(f => f, StringComparer.Ordinal)];
}
