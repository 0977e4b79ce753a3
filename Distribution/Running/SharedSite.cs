using System.Diagnostics;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Distribution.Running;

/// <summary>
/// Runs jobs by a shell command on hosts that have this machine's files under the same names: what a job reads and writes is where its command says, so that
/// jobs of any number of files can be run, those of ThinLTO among them. What it has made is judged, as what comes back from hosts is.
/// </summary>
/// <param name="limit">The longest that one try may take.</param>
public sealed class SharedSite(CommandTemplate template, TimeSpan limit) : IJobSite
{
    /// <summary>False: two tries of a job would write the same file.</summary>
    public bool GivesObjects => false;

    public JobResult Run(JobFile file, RemoteJob job, string host, CancellationToken needless)
    {
        // One of an earlier run would be taken for this one's.
        foreach (string output in job.Outputs)
        {
            ScratchFolders.Remove(output);
        }

        string command = template.Fill(file.CommandOf(job), host);
        ProgramAnswer answer = ProgramAnswer.Get(new ProcessStartInfo("sh", ["-c", command]), input: null, limit, needless);
        string where = $"{(host.Length > 0 ? $"host {host}, " : "")}'{command}'";
        JobResult result = new JobAnswer(answer, where, where).Take(job, () => File.Exists(job.Object) ? File.ReadAllBytes(job.Object) : [], limit);
        if (result.Failure is null)
        {
            return JobResult.Written;
        }

        ScratchFolders.Remove(job.Object);
        return result;
    }
}
