using System.Diagnostics;
using System.Globalization;
using System.Text;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform.Processes;

namespace LtoPar.Distribution.Running;

/// <summary>Judges what a program that took a job elsewhere brought back.</summary>
/// <param name="Where">The place that is said of an object and of a time that was up.</param>
/// <param name="Whose">What ended with the status; the same, or the program that went there.</param>
internal sealed record JobAnswer(ProgramAnswer Answer, string Where, string Whose)
{
    private string Said => Encoding.UTF8.GetString(Answer.Error).Trim() is { Length: > 0 } text ? ": " + text : "";

    /// <summary>The answer of a command that the shell runs.</summary>
    /// <param name="host">The host that the command goes to; "": it does not say.</param>
    /// <param name="input">Its standard input; null: an empty one.</param>
    public static JobAnswer OfShell(string command, string host, byte[]? input, TimeSpan limit, CancellationToken needless)
    {
        string where = $"{(host.Length > 0 ? $"host {host}, " : "")}'{command}'";
        return new JobAnswer(ProgramAnswer.Get(new ProcessStartInfo("sh", ["-c", command]), input, limit, needless), where, where);
    }

    /// <param name="bytes">Called where the program ended well.</param>
    /// <param name="limit">The time that it had.</param>
    public JobResult Take(RemoteJob job, Func<byte[]> bytes, TimeSpan limit)
    {
        if (Answer.IsLate)
        {
            return new JobResult(string.Create(CultureInfo.InvariantCulture, $"not done after {limit.TotalSeconds:0.#} s by {Where}{Said}"));
        }

        if (Answer.Status != 0)
        {
            return new JobResult($"status {Answer.Status} of {Whose}{Said}");
        }

        byte[] made = bytes();
        return ObjectCheck.Problem(made, DefinitionList.Find(job.Inputs)) is { } problem
            ? new JobResult($"what came back {problem}, from {Where}{Said}")
            : new JobResult(Failure: null, made);
    }
}
