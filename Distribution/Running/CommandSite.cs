using System.Diagnostics;
using System.Globalization;
using System.Text;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Distribution.Running;

/// <summary>Runs jobs by a shell command, which takes them to a host or keeps them here. What comes back is an object, or is refused.</summary>
/// <param name="limit">The longest that one try may take.</param>
public sealed class CommandSite(CommandTemplate template, TimeSpan limit) : IJobSite
{
    public string? Run(JobFile file, RemoteJob job, string host)
    {
        string command = template.Fill(CommandTemplate.Streamed(file, job), host);
        using MappedFile bitcode = MappedFile.Open(job.Bitcode);
        byte[] input = bitcode.Bytes(0, checked((int)bitcode.Length)).ToArray();
        ProgramAnswer answer = ProgramAnswer.Get(new ProcessStartInfo("sh", ["-c", command]), input, limit);
        string where = $"{(host.Length > 0 ? $"host {host}, " : "")}'{command}'";
        string said = Encoding.UTF8.GetString(answer.Error).Trim() is { Length: > 0 } text ? ": " + text : "";
        if (answer.IsLate)
        {
            return string.Create(CultureInfo.InvariantCulture, $"not done after {limit.TotalSeconds:0.#} s by {where}{said}");
        }

        if (answer.Status != 0)
        {
            return $"status {answer.Status} of {where}{said}";
        }

        if (ObjectCheck.Problem(answer.Output, DefinitionList.Find(job.Inputs)) is { } problem)
        {
            return $"what came back {problem}, from {where}{said}";
        }

        OutputFile.Write(job.Object, answer.Output);
        return null;
    }
}
