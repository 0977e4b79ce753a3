using LtoPar.Distribution.JobFiles;

namespace LtoPar.Distribution.Running;

/// <summary>Runs one job somewhere: on this machine, or on a host by some program.</summary>
public interface IJobSite
{
    /// <summary>Runs the job to its end. Called by several threads at a time.</summary>
    /// <param name="host">The host of the slot; "": this machine.</param>
    /// <returns>What went wrong, with the command and what it said; null: the outputs are there and have been judged.</returns>
    string? Run(JobFile file, RemoteJob job, string host);
}
