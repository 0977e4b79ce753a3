using System.CommandLine;
using System.Text;
using LtoPar.Backend;
using LtoPar.Backend.Merging;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Reports;
using LtoPar.LinkJobs;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Commands;

/// <summary>One run of "link": merge, then the phases of the main command on the module in memory.</summary>
internal sealed class LinkRun(MainCommand main, ParseResult result, string input, LinkJob job, MergeOptions merging, string? emitMerged, IReadOnlyList<string> mergeArguments)
{
    private const string Merged = "MERGED.bc";

    public void Execute()
    {
        if (emitMerged is null)
        {
            IReadOnlyList<string> command = ["lto-par", "link", input, $"--emit-merged={Merged}", .. mergeArguments];
            Compile(new CompileRun(main, result, input)
            {
                Open = Open,
                Adjust = Adjust,
                LinkName = job.OutputName,
                IsFinal = job.OutputKind != LinkOutputKind.Relocatable,
                Before = (command, Merged),
            });
            return;
        }

        OutputNames.Check(input, ("--emit-merged", emitMerged));
        Phases phases = new(result.GetValue(main.Verbose) ? result.InvocationConfiguration.Error : null);
        phases.Run("load", () => LlvmLibraryOption.Load(result));
        OutputFile.CheckWritable(emitMerged);
        using MergedModule merged = Merge(phases, result.GetValue(main.Jobs) ?? Environment.ProcessorCount);
        using InputModule module = merged.Write(job.OutputName);
        phases.Run("write", () => OutputFile.Write(emitMerged, module.Bytes));
    }

    /// <summary>A function that an error is about is said to be whose, where only the job knows: of the file that defines it, or of the only file there is.</summary>
    private void Compile(CompileRun run)
    {
        try
        {
            run.Execute();
        }
        catch (LtoParException e) when (e.Function is { } function && FileOf(function) is { } file)
        {
            throw new LtoParException(e.File, $"{e.Message} (from {file})", e);
        }
    }

    private string? FileOf(string function)
    {
        byte[] name = Encoding.UTF8.GetBytes(function);
        LinkModule? file = job.Modules.Count == 1
            ? job.Modules[0]
            : job.Modules.FirstOrDefault(m => m.Symbols.Any(s => (s.Resolution & SymbolResolution.Prevailing) != 0 && s.NameBytes.AsSpan().SequenceEqual(name)));
        return file?.Name;
    }

    /// <summary>What the kind of link and of input decide where no option does.</summary>
    private CompileOptions Adjust(CompileOptions given)
    {
        // What compilers write for LTO has been through no inter-procedural optimisation.
        CompileOptions options = IsAsked("--stage") ? given : given with { Stage = Stage.Ipo };
        return job.OutputKind switch
        {
            LinkOutputKind.Exec => options with { RelocationModel = options.RelocationModel ?? RelocationModel.Static },
            LinkOutputKind.Pie or LinkOutputKind.Shared => options with { RelocationModel = options.RelocationModel ?? RelocationModel.Pic },
            _ => options with
            {
                // Another link decides what goes; this one leaves the sections that the compiler would make.
                FunctionSections = IsAsked("-ffunction-sections") && options.FunctionSections,
                DataSections = IsAsked("-fdata-sections") && options.DataSections,
            },
        };
    }

    private bool IsAsked(string spelling) => CommandLine.Options.LastOf(result, spelling) is not null;

    private InputModule Open(CompileOptions options, Phases phases, TempStages temps, int jobs)
    {
        using MergedModule merged = Merge(phases, jobs);
        InputModule optimized = Optimize(merged, options, phases, temps);
        phases.Run("ipo free", merged.Dispose);
        return optimized;
    }

    private InputModule Optimize(MergedModule merged, CompileOptions options, Phases phases, TempStages temps)
    {
        if (temps.KeepsMerged)
        {
            using InputModule module = merged.Write(job.OutputName);
            temps.WriteMerged(module);
        }

        if (options.Stage == Stage.Ipo)
        {
            phases.Run("ipo", () => merged.RunPrefix(job.OutputName, IpoStage.AfterIpo(options)));
        }

        foreach (string warning in merged.Warnings)
        {
            Messages.Of(result).Warning(warning);
        }

        return phases.Run("ipo write", () => merged.Write(job.OutputName));
    }

    private MergedModule Merge(Phases phases, int jobs)
    {
        phases.Say($"merging {job.Modules.Count} modules");
        return phases.Run("merge", () => ModuleMerger.Merge(job, merging, jobs));
    }
}
