using System.Diagnostics;
using System.Text;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform;
using LtoPar.Platform.Processes;

namespace LtoPar.Distribution.Running;

/// <summary>Runs jobs on this machine, as the job file says them.</summary>
/// <param name="say">Is given what a command that succeeded has said: warnings.</param>
public sealed class LocalSite(Action<string> say) : IJobSite
{
    public bool GivesObjects => false;

    public JobResult Run(JobFile file, RemoteJob job, string host, CancellationToken needless)
    {
        IReadOnlyList<string> command = file.CommandOf(job);
        job.RemoveOutputs();
        ProgramAnswer answer = ProgramAnswer.Get(new ProcessStartInfo(command[0], command.Skip(1)), input: null, limit: null, needless);
        string said = Encoding.UTF8.GetString([.. answer.Error, .. answer.Output]).Trim();
        if (answer.Status != 0)
        {
            return new JobResult($"status {answer.Status} of '{string.Join(' ', command)}'{(said.Length > 0 ? ": " + said : "")}");
        }

        if (said.Length > 0)
        {
            say(said);
        }

        return job.Outputs.FirstOrDefault(output => new FileInfo(output) is not { Exists: true, Length: > 0 }) is { } missing
            ? new JobResult($"'{string.Join(' ', command)}' ended with status 0 and did not write {missing}")
            : JobResult.Written;
    }
}
