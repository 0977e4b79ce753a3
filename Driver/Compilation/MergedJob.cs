using System.Globalization;
using LtoPar.Backend;
using LtoPar.Backend.Merging;
using LtoPar.Backend.Merging.Segments;
using LtoPar.Cache.Keys;
using LtoPar.CallGraph;
using LtoPar.Driver.Caching;
using LtoPar.Driver.Reports;
using LtoPar.LinkJobs;
using LtoPar.Llvm;

namespace LtoPar.Driver.Compilation;

/// <summary>The files of a link, merged. IPO runs on the merged module where it is; it is written once, for those that cut it.</summary>
/// <param name="path">The job's.</param>
/// <param name="segments">The number of segments that the files are merged to where they can be; null: as their size asks for.</param>
/// <param name="mergeArguments">The options of the merge alone, for -###.</param>
internal sealed class MergedJob(string path, LinkJob job, MergeOptions merging, int? segments, IReadOnlyList<string> mergeArguments) : IModuleSource
{
    public string Path => path;

    public LinkJob Job => job;

    public long Bytes => job.Modules.Sum(m => m.Size > 0 ? m.Size : File.Exists(m.Path) ? new FileInfo(m.Path).Length - m.Offset : 0);

    public IReadOnlyList<IReadOnlyList<string>> CommandsBefore => [["lto-par", "link", path, $"--emit-merged={CutPath}", .. mergeArguments]];

    public string CutPath => "MERGED.bc";

    public IReadOnlyList<string> CutArguments => [];

    public bool IsFinal => job.OutputKind != LinkOutputKind.Relocatable;

    public IReadOnlyList<string> LinkedWith => job.NativeFiles;

    public bool WasWhole { get; private set; }

    public string LinkName(string output) => job.OutputName;

    public bool AddTo(KeyRecord record)
    {
        InputKey.AddTo(record, job, merging).Add("segments", segments?.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    public MergedModule Merge(Phases phases, int jobs)
    {
        phases.Say($"merging {job.Modules.Count} modules");
        return phases.Run("merge", () => ModuleMerger.Merge(job, merging, jobs));
    }

    public void WriteMerged(Pipeline pipeline)
    {
        using MergedModule merged = Merge(pipeline.Phases, pipeline.Request.Readers);
        using InputModule module = merged.Write(job.OutputName);
        pipeline.Request.Temps.WriteMerged(module);
    }

    public InputProgram Open(Pipeline pipeline)
    {
        pipeline.Phases.Say($"merging {job.Modules.Count} modules");
        using OpenJob open = pipeline.Phases.Run("open", () => OpenJob.Open(job, pipeline.Request.Readers));
        return MergeSegments(open, pipeline) ?? new InputProgram(MergeWhole(open, pipeline));
    }

    /// <returns>Null: the files are to be merged to one module.</returns>
    private InputProgram? MergeSegments(OpenJob open, Pipeline pipeline)
    {
        if (pipeline.Asked.Stage != Stage.ParallelIpo || pipeline.Request.Temps.Keeps(TempStage.Merged) || !pipeline.Request.MayBeSegmented
            || pipeline.Options.Rules != Rules.All)
        {
            return null;
        }

        SegmentedMerge merged = pipeline.Phases.Run("merge segments", () => SegmentMerger.Merge(open, pipeline.Request.Readers, segments, merging.Slots));
        if (merged.Program is null)
        {
            pipeline.Phases.Say($"merging to one module: {merged.WholeReason}");
            return null;
        }

        pipeline.Phases.Say($"{merged.Program.Segments.Count} segments");
        foreach (string warning in merged.Warnings)
        {
            pipeline.Warnings.Say(warning);
        }

        return merged.Program;
    }

    private InputModule MergeWhole(OpenJob open, Pipeline pipeline)
    {
        using MergedModule merged = pipeline.Phases.Run("merge", () => ModuleMerger.Merge(open, merging));
        InputModule optimized = Optimize(merged, pipeline);
        pipeline.Phases.Run("ipo free", merged.Dispose);
        return optimized;
    }

    private InputModule Optimize(MergedModule merged, Pipeline pipeline)
    {
        if (pipeline.Request.Temps.Keeps(TempStage.Merged))
        {
            using InputModule module = merged.Write(job.OutputName);
            pipeline.Request.Temps.WriteMerged(module);
        }

        string? hash = IsFinal ? null : merged.HashWithoutSlots();
        WasWhole = pipeline.Asked.Stage is Stage.Ipo or Stage.ParallelIpo;
        if (WasWhole)
        {
            pipeline.Phases.Run("ipo", () => merged.RunPrefix(job.OutputName, pipeline.Options));
        }

        foreach (string warning in merged.Warnings)
        {
            pipeline.Warnings.Say(warning);
        }

        InputModule optimized = pipeline.Phases.Run("ipo write", () => merged.Write(job.OutputName));
        optimized.ContentHash = hash;
        return optimized;
    }
}
