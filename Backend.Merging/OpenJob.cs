using LtoPar.Backend.Merging.Sources;
using LtoPar.LinkJobs;
using LtoPar.Platform;

namespace LtoPar.Backend.Merging;

/// <summary>A link's files, mapped and checked, with what the linker decided of their symbols. No context has been made for them.</summary>
public sealed class OpenJob : IDisposable
{
    private readonly SourceModules _sources;

    private OpenJob(LinkJob job, SourceModules sources)
    {
        Job = job;
        _sources = sources;
    }

    public LinkJob Job { get; }

    /// <summary>The files in command-line order.</summary>
    internal IReadOnlyList<SourceModule> Sources => _sources.All;

    /// <param name="jobs">Threads; they decide nothing but time.</param>
    /// <exception cref="LtoParException">There are no files, or one is not what the job says.</exception>
    public static OpenJob Open(LinkJob job, int jobs) => job.Modules.Count == 0
        ? throw new LtoParException(job.OutputName, "the job has no modules: there is nothing to link")
        : new OpenJob(job, SourceModules.Open(job, jobs));

    public void Dispose() => _sources.Dispose();
}
