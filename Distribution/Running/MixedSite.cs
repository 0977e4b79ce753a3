using LtoPar.Distribution.JobFiles;

namespace LtoPar.Distribution.Running;

/// <summary>Runs the jobs of some slots on this machine, and those of the others elsewhere.</summary>
/// <param name="here">Is given the jobs of slots without a host.</param>
public sealed class MixedSite(IJobSite elsewhere, IJobSite here) : IJobSite
{
    public bool GivesObjects => elsewhere.GivesObjects && here.GivesObjects;

    public JobResult Run(JobFile file, RemoteJob job, string host, CancellationToken needless) =>
        (host.Length > 0 ? elsewhere : here).Run(file, job, host, needless);
}
