using System.CommandLine;
using System.Text;
using LtoPar.Backend;
using LtoPar.Backend.Merging;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Reports;
using LtoPar.LinkJobs;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Commands;

/// <summary>One run of "link": the main command on the merge of the job's files, or the merge alone.</summary>
internal sealed class LinkRun(MainCommand main, ParseResult result, MergedJob source)
{
    /// <summary>Merges, and writes the module. No pass is run.</summary>
    public void EmitMerged(string output)
    {
        OutputNames.Check(source.Path, ("--emit-merged", output));
        Phases phases = new(result.GetValue(main.Verbose) ? result.InvocationConfiguration.Error : null);
        phases.Run("load", () => LlvmLibraryOption.Load(result));
        OutputFile.CheckWritable(output);
        using MergedModule merged = source.Merge(phases, JobsOption.Workers(result.GetValue(main.Jobs)));
        using InputModule module = merged.Write(source.Job.OutputName);
        phases.Run("write", () => OutputFile.Write(output, module.Bytes));
    }

    /// <summary>
    /// Compiles the merge. Where only the job knows which file the function of an error is from, the message says so: the file that defines it, or the
    /// only file there is.
    /// </summary>
    public void Execute()
    {
        try
        {
            new CompileRun(main, result, source, Adjust(main.Target.Read(result, Stage.Ipo))).Execute();
        }
        catch (LtoParException e) when (e.Function is { } function && FileOf(function) is { } file)
        {
            throw new LtoParException(e.File, $"{e.Message} (from {file})", e) { Note = e.Note };
        }
    }

    private string? FileOf(string function)
    {
        byte[] name = Encoding.UTF8.GetBytes(function);
        IReadOnlyList<LinkModule> modules = source.Job.Modules;
        LinkModule? file = modules.Count == 1
            ? modules[0]
            : modules.FirstOrDefault(m => m.Symbols.Any(s => (s.Resolution & SymbolResolution.Prevailing) != 0 && s.NameBytes.AsSpan().SequenceEqual(name)));
        return file?.Name;
    }

    /// <summary>Sets the options that the kind of link and of input decide where no option of the user does.</summary>
    private CompileOptions Adjust(CompileOptions options)
    {
        return source.Job.OutputKind switch
        {
            LinkOutputKind.Exec => options with { RelocationModel = options.RelocationModel ?? RelocationModel.Static },
            LinkOutputKind.Pie or LinkOutputKind.Shared => options with { RelocationModel = options.RelocationModel ?? RelocationModel.Pic },
            _ => options with
            {
                // Another link decides which sections are dropped; this one leaves the sections that the compiler would make.
                FunctionSections = IsAsked("-ffunction-sections") && options.FunctionSections,
                DataSections = IsAsked("-fdata-sections") && options.DataSections,
            },
        };
    }

    private bool IsAsked(string spelling) => OptionFactory.LastOf(result, spelling) is not null;
}
