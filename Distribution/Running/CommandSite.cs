using LtoPar.Distribution.JobFiles;

namespace LtoPar.Distribution.Running;

/// <summary>Runs jobs by a shell command, which takes them to a host or keeps them here. What comes back is an object, or is refused.</summary>
/// <param name="limit">The longest that one try may take.</param>
public sealed class CommandSite(CommandTemplate template, TimeSpan limit) : IJobSite
{
    public bool GivesObjects => true;

    public JobResult Run(JobFile file, RemoteJob job, string host, CancellationToken needless)
    {
        JobAnswer answer = JobAnswer.OfShell(template.Fill(CommandTemplate.Streamed(file, job), host), host, job.ReadBitcode(), limit, needless);
        return answer.Take(job, () => answer.Answer.Output, limit);
    }
}
