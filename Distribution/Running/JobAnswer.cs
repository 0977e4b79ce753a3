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
