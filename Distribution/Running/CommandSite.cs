using System.Diagnostics;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Distribution.Running;

/// <summary>Runs jobs by a shell command, which takes them to a host or keeps them here. What comes back is an object, or is refused.</summary>
/// <param name="limit">The longest that one try may take.</param>
public sealed class CommandSite(CommandTemplate template, TimeSpan limit) : IJobSite
{
    public bool GivesObjects => true;

    public JobResult Run(JobFile file, RemoteJob job, string host, CancellationToken needless)
    {
        string command = template.Fill(CommandTemplate.Streamed(file, job), host);
        using MappedFile bitcode = MappedFile.Open(job.Bitcode);
        byte[] input = bitcode.Bytes(0, checked((int)bitcode.Length)).ToArray();
        ProgramAnswer answer = ProgramAnswer.Get(new ProcessStartInfo("sh", ["-c", command]), input, limit, needless);
        string where = $"{(host.Length > 0 ? $"host {host}, " : "")}'{command}'";
        return new JobAnswer(answer, where, where).Take(job, () => answer.Output, limit);
    }
}
