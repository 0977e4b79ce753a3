using LtoPar.Distribution.JobFiles;

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
        job.RemoveOutputs();
        JobAnswer answer = JobAnswer.OfShell(template.Fill(file.CommandOf(job), host), host, input: null, limit, needless);
        JobResult result = answer.Take(job, () => File.Exists(job.Object) ? File.ReadAllBytes(job.Object) : [], limit);
        if (result.Failure is null)
        {
            return JobResult.Written;
        }

        job.RemoveOutputs();
        return result;
    }
}
