using System.Globalization;
using LtoPar.Driver.UserCommands;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Bisecting;

/// <summary>
/// What bisect leaves: the bitcode of the partitions that fail, in which the guilty functions alone are optimised, the objects of all others, and
/// interesting.sh, which tells llvm-reduce whether a smaller partition still fails as it is compiled and passes unoptimised. What is found first is in the
/// folder itself; each further set of guilty functions is in a folder of its own below it.
/// </summary>
internal sealed class BisectFolder(string folder, IProgramMaker maker, string test)
{
    private const string SetPrefix = "set";
    private const string ScriptName = "interesting.sh";

    private int _sets;

    /// <summary>The file of outcomes.</summary>
    public string Outcomes => Path.Combine(folder, "outcomes");

    /// <summary>Makes it, without the sets of an earlier search.</summary>
    /// <exception cref="LtoParException">It cannot be made.</exception>
    public void Make() => OutputFile.Guard(folder, () =>
    {
        Directory.CreateDirectory(folder);
        foreach (string set in Directory.GetDirectories(folder, SetPrefix + "*").Where(IsSet))
        {
            Directory.Delete(set, recursive: true);
        }
    });

    /// <summary>Writes a set of functions that fail together.</summary>
    /// <exception cref="LtoParException">It cannot be written.</exception>
    public void Write(ProgramVariants variants, Mixture alone)
    {
        string set = ++_sets == 1 ? folder : Path.Combine(folder, SetPrefix + _sets.ToString(CultureInfo.InvariantCulture));
        OutputFile.Guard(set, () => Directory.CreateDirectory(set));
        IReadOnlyList<byte[]> objects = variants.Of(alone);
        for (int p = 0; p < objects.Count; p++)
        {
            string file = Path.Combine(set, SymbolText.PartitionName(p));
            if (alone.Partitions.TryGetValue(p, out HashSet<string>? on))
            {
                OutputFile.Write(file + ".bc", variants.BitcodeWith(on, p));
            }

            OutputFile.Write(file + ".o", objects[p]);
        }

        string script = Path.Combine(set, ScriptName);
        string options = Shell.Line(variants.Options.ToArguments());
        OutputFile.Guard(script, () => ScriptFile.Write(script, Script(alone.Partitions.Keys.First(), objects.Count, options)));
    }

    /// <summary>The folder may be one that the user named, with folders that are not bisect's.</summary>
    private static bool IsSet(string path) =>
        Path.GetFileName(path.AsSpan())[SetPrefix.Length..] is { IsEmpty: false } number && number.IndexOfAnyExceptInRange('0', '9') < 0
        && File.Exists(Path.Combine(path, ScriptName));

    private string Script(int partition, int partitions, string options)
    {
        string name = SymbolText.PartitionName(partition);
        (string making, string program, string file) = maker.Script(
            Enumerable.Range(0, partitions).Select(p => p == partition ? "\"$work/part.o\"" : $"\"$PWD/{SymbolText.PartitionName(p)}.o\""));
        return $"""
            #!/bin/sh
            # Status 0 where the partition FILE fails as it is compiled, and passes unoptimised:
            #   llvm-reduce --test=./interesting.sh {name}.bc
            part=$(realpath "$1")
            cd "$(dirname "$0")" || exit 2
            work=$(mktemp -d)
            trap 'rm -rf "$work"' EXIT
            passes() (
                lto-par compile "$part" "$@" -o "$work/part.o" 2>/dev/null || exit 2
                {making}
                {ShellCommand.ExpandWords(test, ('i', file), ('p', program))} || exit 1
            )
            passes {options} --stage=codegen -O0 >/dev/null 2>&1 || exit 1
            passes {options} >/dev/null 2>&1
            [ $? -eq 1 ]

            """;
    }
}
