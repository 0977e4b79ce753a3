using LtoPar.Distribution.JobFiles;

namespace LtoPar.Distribution.Running;

/// <summary>Runs one job somewhere: on this machine, or on a host by some program.</summary>
public interface IJobSite
{
    /// <summary>Whether a job may be under way on two hosts at a time: what each makes is given back, and written by neither.</summary>
    bool GivesObjects { get; }

    /// <summary>Runs the job to its end. Called by several threads at a time.</summary>
    /// <param name="host">The host of the slot; "": this machine.</param>
    /// <param name="needless">Says that the job is done elsewhere; then it does not matter what is returned.</param>
    JobResult Run(JobFile file, RemoteJob job, string host, CancellationToken needless);
}
