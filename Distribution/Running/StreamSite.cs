using System.Diagnostics;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform.Processes;

namespace LtoPar.Distribution.Running;

/// <summary>Runs lto-par's jobs on this machine by standard input and output, so that each gives its object back as those of hosts do.</summary>
/// <param name="limit">The longest that one try may take.</param>
public sealed class StreamSite(TimeSpan limit) : IJobSite
{
    private const string Here = "this machine";

    public bool GivesObjects => true;

    public JobResult Run(JobFile file, RemoteJob job, string host, CancellationToken needless)
    {
        IReadOnlyList<string> command = CommandTemplate.Streamed(file, job);
        ProgramAnswer answer = ProgramAnswer.Get(new ProcessStartInfo(command[0], command.Skip(1)), job.ReadBitcode(), limit, needless);
        return new JobAnswer(answer, Here, $"'{string.Join(' ', command)}' on {Here}").Take(job, () => answer.Output, limit);
    }
}
