using System.Globalization;
using System.Text;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Distribution.Running;

/// <summary>Judges what a program that took a job elsewhere brought back, and writes the object if it is one.</summary>
/// <param name="Where">The place that is said of an object and of a time that was up.</param>
/// <param name="Whose">What ended with the status; the same, or the program that went there.</param>
internal sealed record JobAnswer(ProgramAnswer Answer, string Where, string Whose)
{
    private string Said => Encoding.UTF8.GetString(Answer.Error).Trim() is { Length: > 0 } text ? ": " + text : "";

    /// <param name="bytes">Called where the program ended well.</param>
    /// <param name="limit">The time that it had.</param>
    /// <returns>What is wrong; null: nothing is, and the object is there.</returns>
    /// <exception cref="LtoParException">The object cannot be written.</exception>
    public string? Take(RemoteJob job, Func<byte[]> bytes, TimeSpan limit)
    {
        if (Answer.IsLate)
        {
            return string.Create(CultureInfo.InvariantCulture, $"not done after {limit.TotalSeconds:0.#} s by {Where}{Said}");
        }

        if (Answer.Status != 0)
        {
            return $"status {Answer.Status} of {Whose}{Said}";
        }

        byte[] made = bytes();
        if (ObjectCheck.Problem(made, DefinitionList.Find(job.Inputs)) is { } problem)
        {
            return $"what came back {problem}, from {Where}{Said}";
        }

        OutputFile.Write(job.Object, made);
        return null;
    }
}
