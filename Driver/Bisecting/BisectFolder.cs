using LtoPar.Driver.UserCommands;
using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.Bisecting;

/// <summary>
/// What bisect leaves: the bitcode of the partitions that fail, in which the guilty functions alone are optimised, the objects of all others, and
/// interesting.sh, which tells llvm-reduce whether a smaller partition still fails as it is compiled and passes unoptimised.
/// </summary>
internal static class BisectFolder
{
    public static void Write(
        string folder, ProgramVariants variants, IReadOnlyList<SuspectFunction> functions, IReadOnlyList<int> partitions, string link, string test)
    {
        int partition = functions[0].Partition;
        IReadOnlyList<byte[]> objects = variants.WithFunctions(functions, partitions);
        for (int p = 0; p < objects.Count; p++)
        {
            string file = Path.Combine(folder, SymbolText.PartitionName(p));
            if (functions.Any(f => f.Partition == p))
            {
                File.WriteAllBytes(file + ".bc", variants.BitcodeWith(functions, p));
            }

            File.WriteAllBytes(file + ".o", objects[p]);
        }

        string[] names = [.. Enumerable.Range(0, objects.Count).Select(p => p == partition ? "\"$work/part.o\"" : $"{SymbolText.PartitionName(p)}.o")];
        string script = Path.Combine(folder, "interesting.sh");
        string options = Shell.Line(variants.Options.ToArguments());
        File.WriteAllText(
            script,
            $"""
            #!/bin/sh
            # Status 0 where the partition FILE fails as it is compiled, and passes unoptimised:
            #   llvm-reduce --test=./interesting.sh {SymbolText.PartitionName(partition)}.bc
            part=$(realpath "$1")
            cd "$(dirname "$0")" || exit 2
            work=$(mktemp -d)
            trap 'rm -rf "$work"' EXIT
            passes() (
                lto-par compile "$part" "$@" -o "$work/part.o" 2>/dev/null || exit 2
                ld -r {string.Join(' ', names)} -o "$work/object" || exit 2
                {(link.Length == 0 ? ":" : ShellCommand.ExpandWords(link, ('i', "\"$work/object\""), ('o', "\"$work/program\"")))} || exit 2
                {ShellCommand.ExpandWords(test, ('p', "\"$work/program\""), ('i', "\"$work/object\""))} || exit 1
            )
            passes {options} --stage=codegen -O0 >/dev/null 2>&1 || exit 1
            passes {options} >/dev/null 2>&1
            [ $? -eq 1 ]

            """);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
