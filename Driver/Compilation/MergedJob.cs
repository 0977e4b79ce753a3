using LtoPar.Backend;
using LtoPar.Backend.Merging;
using LtoPar.Driver.Reports;
using LtoPar.LinkJobs;
using LtoPar.Llvm;

namespace LtoPar.Driver.Compilation;

/// <summary>The files of a link, merged. IPO runs on the merged module where it is; it is written once, for those that cut it.</summary>
/// <param name="path">The job's.</param>
/// <param name="mergeArguments">The options of the merge alone, for -###.</param>
internal sealed class MergedJob(string path, LinkJob job, MergeOptions merging, IReadOnlyList<string> mergeArguments) : IModuleSource
{
    public string Path => path;

    public LinkJob Job => job;

    public IReadOnlyList<IReadOnlyList<string>> CommandsBefore => [["lto-par", "link", path, $"--emit-merged={CutPath}", .. mergeArguments]];

    public string CutPath => "MERGED.bc";

    public bool IsFinal => job.OutputKind != LinkOutputKind.Relocatable;

    public bool WasWhole { get; private set; }

    public string LinkName(string output) => job.OutputName;

    public MergedModule Merge(Phases phases, int jobs)
    {
        phases.Say($"merging {job.Modules.Count} modules");
        return phases.Run("merge", () => ModuleMerger.Merge(job, merging, jobs));
    }

    public InputModule Open(Pipeline pipeline)
    {
        using MergedModule merged = Merge(pipeline.Phases, pipeline.Request.Jobs);
        InputModule optimized = Optimize(merged, pipeline);
        pipeline.Phases.Run("ipo free", merged.Dispose);
        return optimized;
    }

    private InputModule Optimize(MergedModule merged, Pipeline pipeline)
    {
        if (pipeline.Request.Temps.KeepsMerged)
        {
            using InputModule module = merged.Write(job.OutputName);
            pipeline.Request.Temps.WriteMerged(module);
        }

        WasWhole = pipeline.Asked.Stage is Stage.Ipo or Stage.ParallelIpo;
        if (WasWhole)
        {
            pipeline.Phases.Run("ipo", () => merged.RunPrefix(job.OutputName, pipeline.Options));
        }

        foreach (string warning in merged.Warnings)
        {
            pipeline.Messages.Warning(warning);
        }

        return pipeline.Phases.Run("ipo write", () => merged.Write(job.OutputName));
    }
}
