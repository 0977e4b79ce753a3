using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Backend.Merging;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Linking;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Reports;

namespace LtoPar.Driver.Commands;

/// <summary>One run of "link": merge, then the phases of the main command on the module in memory.</summary>
internal sealed class LinkRun(MainCommand main, ParseResult result, string input, LinkJob job, MergeOptions merging, string? emitMerged, bool isJobFile)
{
    private const string Merged = "MERGED.bc";

    public void Execute()
    {
        if (emitMerged is null)
        {
            IReadOnlyList<string> command = ["lto-par", "link", input, $"--emit-merged={Merged}", .. LinkArguments()];
            new CompileRun(main, result, input) { Merge = Merge, Adjust = Adjust, LinkName = job.OutputName, Before = (command, Merged) }.Execute();
            return;
        }

        OutputNames.Check(input, ("--emit-merged", emitMerged));
        Phases phases = new(result.GetValue(main.Verbose) ? result.InvocationConfiguration.Error : null);
        phases.Run("load", () => LlvmLibraryOption.Load(result));
        OutputFile.CheckWritable(emitMerged);
        using InputModule module = Merge(phases, result.GetValue(main.Jobs) ?? Environment.ProcessorCount);
        phases.Run("write", () => OutputFile.Write(emitMerged, module.Bytes));
    }

    /// <summary>The options of the merge alone.</summary>
    private IEnumerable<string> LinkArguments()
    {
        if (!isJobFile)
        {
            yield return $"--output-kind={LinkJobWriter.NameOf(job.OutputKind)}";
        }

        if (merging.WholeProgramVisibility)
        {
            yield return "--whole-program-visibility";
        }
    }

    /// <summary>What the linker makes, where no option says otherwise.</summary>
    private CompileOptions Adjust(CompileOptions options) => job.OutputKind switch
    {
        LinkOutputKind.Exec => options with { RelocationModel = options.RelocationModel ?? RelocationModel.Static },
        LinkOutputKind.Pie or LinkOutputKind.Shared => options with { RelocationModel = options.RelocationModel ?? RelocationModel.Pic },
        _ => options with
        {
            // The next link decides on sections; a -r output has those that the compiler made.
            FunctionSections = IsAsked("-ffunction-sections") && options.FunctionSections,
            DataSections = IsAsked("-fdata-sections") && options.DataSections,
        },
    };

    private bool IsAsked(string spelling) => CommandLine.Options.LastOf(result, spelling) is not null;

    private InputModule Merge(Phases phases, int jobs)
    {
        using MergedModule merged = phases.Run("merge", () => ModuleMerger.Merge(job, merging, jobs));
        foreach (string warning in merged.Warnings)
        {
            Messages.Of(result).Warning(warning);
        }

        return phases.Run("serialize", () => merged.Write(job.OutputName));
    }
}
