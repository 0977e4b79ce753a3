using System.Text;
using LtoPar.Distribution;
using LtoPar.Distribution.JobFiles;
using LtoPar.Driver.CommandLine;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Actions;

/// <summary>
/// Writes a plan as files that a build tool runs. A file that would stay the same keeps its time stamp, so that the tool compiles what has changed; files of
/// partitions that are gone are removed with their objects. The tool's own file comes last, and goes where anything cannot be written: half a plan would be
/// built to a wrong program.
/// </summary>
internal sealed class ActionFolder(string folder, ActionFormat format)
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <exception cref="LtoParException">Something cannot be written.</exception>
    public void Write(ActionPlan plan)
    {
        ActionNames.CheckOutput(plan.Output, plan.Partitions.Count);
        string[] stems = [.. plan.Partitions.Select(p => format == ActionFormat.Dtlto ? ContentName.Of(p.Bitcode) : SymbolText.PartitionName(p.Partition))];
        for (int i = 0; i < stems.Length; i++)
        {
            _files[stems[i] + ".bc"] = plan.Partitions[i].Bitcode;
        }

        string[] linker = plan.Linker is { } named ? [$"--ld={named}"] : [];
        Add(ActionNames.CombineOptions, [.. linker, "-o", plan.Output, .. stems.Select(stem => stem + ".o")]);
        (string main, byte[] actions) = format switch
        {
            ActionFormat.Make => (ActionNames.Makefile, Encoding.UTF8.GetBytes(MakeFile.Write(plan, stems))),
            ActionFormat.Ninja => (ActionNames.Ninja, Encoding.UTF8.GetBytes(NinjaFile.Write(plan, stems))),
            _ => (ActionNames.Jobs, JobFileWriter.Write(Jobs(plan, stems))),
        };
        if (format == ActionFormat.Dtlto)
        {
            for (int i = 0; i < stems.Length; i++)
            {
                _files[stems[i] + DefinitionList.Extension] = DefinitionList.Write(plan.Definitions[i]);
            }
        }
        else
        {
            Add(ActionNames.CompileOptions, plan.Compiling);
            _files[ActionNames.Versions] = Encoding.UTF8.GetBytes($"lto-par {VersionText.Own}\nLLVM {LlvmLibrary.Version}\n");
        }

        WriteAll(main, actions);
    }

    private static JobFile Jobs(ActionPlan plan, string[] stems) => PartitionJobs.Make(
        plan.Program, plan.Compiling, plan.InputFiles, plan.Output, "", plan.Order.Select(p => stems[p]).Distinct());

    private void Add(string name, IEnumerable<string> words) => _files[name] = Encoding.UTF8.GetBytes(string.Concat(words.Select(w => Shell.Quote(w) + "\n")));

    private void WriteAll(string main, byte[] actions)
    {
        string mainPath = Path.Combine(folder, main);
        try
        {
            OutputFile.Guard(folder, () => Directory.CreateDirectory(folder));
            RemoveOld(main);
            foreach ((string name, byte[] bytes) in _files)
            {
                OutputFile.WriteIfChanged(Path.Combine(folder, name), bytes);
            }

            string list = string.Concat(_files.Keys.Append(main).Select(name => name + "\n"));
            OutputFile.WriteIfChanged(Path.Combine(folder, ActionNames.Files), Encoding.UTF8.GetBytes(list));
            OutputFile.WriteIfChanged(mainPath, actions);
        }
        catch
        {
            ScratchFolders.Remove(mainPath);
            throw;
        }
    }

    /// <summary>Removes what an earlier plan has written and this one has not, and the objects of it. Other files in the folder are the user's.</summary>
    private void RemoveOld(string main)
    {
        string list = Path.Combine(folder, ActionNames.Files);
        if (!File.Exists(list))
        {
            return;
        }

        foreach (string name in File.ReadAllLines(list).Where(n => n.Length > 0 && n == Path.GetFileName(n) && n != main && !_files.ContainsKey(n)))
        {
            ScratchFolders.Remove(Path.Combine(folder, name));
            if (name.EndsWith(".bc", StringComparison.Ordinal))
            {
                ScratchFolders.Remove(Path.Combine(folder, Path.ChangeExtension(name, ".o")));
            }
        }
    }
}
