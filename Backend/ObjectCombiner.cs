using System.Diagnostics;
using System.Text;
using LtoPar.CallGraph;
using LtoPar.Partitioner;

namespace LtoPar.Backend;

/// <summary>
/// Many objects to one: "ld -r", by lld, GNU ld or mold, whichever is there. A single object is written as it is. The order of the objects is
/// the order of the partitions.
/// </summary>
public static class ObjectCombiner
{
    /// <summary>128 + SIGBUS, as Process reports a signal.</summary>
    private const int KilledBySigbus = 128 + 7;

    private static readonly string[] s_linkers = ["ld.lld-22", "ld.lld", "ld", "mold"];

    /// <param name="output">A file, or "-" for standard output.</param>
    /// <param name="linker">A linker that knows -r, or null to look for one.</param>
    /// <exception cref="LtoParException">No linker, or it failed, or the output cannot be written; nothing is left.</exception>
    public static void Combine(IReadOnlyList<PartitionResult> objects, string output, string? linker)
    {
        if (objects is [var only])
        {
            OutputFile.Write(output, only.Object);
            return;
        }

        string program = Find(linker);
        using ScratchFolder scratch = ScratchFolders.Create();
        List<string> files = [];
        foreach (PartitionResult result in objects)
        {
            string file = Path.Combine(scratch.Path, SymbolText.PartitionName(result.Partition) + ".o");
            OutputFile.Guard(file, () => File.WriteAllBytes(file, result.Object));
            files.Add(file);
        }

        // Not straight to the output: linkers write through a mapping, and a full file system kills them with SIGBUS instead of an error.
        string combined = Path.Combine(scratch.Path, "combined.o");
        Link(program, files, combined, output);
        if (output == "-")
        {
            OutputFile.Write(output, File.ReadAllBytes(combined));
        }
        else
        {
            OutputFile.Replace(output, temporary => File.Move(combined, temporary));
        }
    }

    /// <summary>The linker that would be used.</summary>
    /// <exception cref="LtoParException">There is none.</exception>
    public static string Find(string? linker)
    {
        string[] names = linker is null ? s_linkers : [linker];
        foreach (string name in names)
        {
            string? found = name.Contains('/', StringComparison.Ordinal)
                ? (File.Exists(name) ? name : null)
                : SearchPath.Find(name).FirstOrDefault();
            if (found is not null)
            {
                return found;
            }
        }

        throw new LtoParException(
            linker, linker is null
                ? $"no linker to combine the objects with ({string.Join(", ", s_linkers)}); install binutils, name one with --ld=PATH, or keep them apart with --emit-objects=DIR"
                : "no such linker; give the path of one that knows -r");
    }

    private static void Link(string program, List<string> files, string output, string name)
    {
        ProcessStartInfo start = new(program)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add("-r");
        start.ArgumentList.Add("-o");
        start.ArgumentList.Add(output);
        files.ForEach(start.ArgumentList.Add);
        StringBuilder messages = new();
        using Process process = new() { StartInfo = start };
        process.ErrorDataReceived += (_, line) => messages.Append(line.Data).Append('\n');
        process.OutputDataReceived += (_, line) => messages.Append(line.Data).Append('\n');
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new LtoParException(program, $"cannot be run: {e.Message}", e);
        }

        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        process.WaitForExit();
        if (process.ExitCode != 0 || !File.Exists(output) || new FileInfo(output).Length == 0)
        {
            if (process.ExitCode == KilledBySigbus)
            {
                throw new LtoParException(Path.GetDirectoryName(output), $"no space left on the device for temporary files ('{program} -r' was killed); free some, or set TMPDIR");
            }

            string text = messages.ToString().Trim();
            throw new LtoParException(
                name, $"combining {files.Count} objects with '{program} -r' failed with status {process.ExitCode}{(text.Length > 0 ? ": " + text : "")}");
        }
    }
}
