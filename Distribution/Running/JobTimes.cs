using System.Globalization;
using System.Text;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Distribution.Running;

/// <summary>
/// The file in which lto-par's distributors say where and when each job ran, for whoever asks by naming it in the environment. DTLTO has no place for that, and
/// a distributor of somebody else's writes none: so what it says is never needed.
/// </summary>
public static class JobTimes
{
    /// <summary>The variable that names the file.</summary>
    public const string EnvironmentVariable = "LTO_PAR_JOB_TIMES";

    private const string FirstLine = "lto-par job times 1";

    /// <summary>Writes the file that the environment names, if it does.</summary>
    /// <exception cref="LtoParException">It cannot be written.</exception>
    public static void WriteWhereAsked(IEnumerable<JobRun> runs)
    {
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } path)
        {
            Write(path, runs);
        }
    }

    /// <exception cref="LtoParException">It cannot be written.</exception>
    public static void Write(string path, IEnumerable<JobRun> runs)
    {
        StringBuilder text = new(FirstLine + "\n");
        foreach (JobRun run in runs)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{run.Started.Ticks / TimeSpan.TicksPerMicrosecond}\t{run.Ended.Ticks / TimeSpan.TicksPerMicrosecond}\t{run.Host}\t{run.Object}\n");
        }

        OutputFile.WriteText(path, text.ToString());
    }

    /// <returns>What it says; nothing where it is not there, or not as this build writes it.</returns>
    public static IReadOnlyList<JobRun> Read(string path)
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllLines(path)) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static List<JobRun> Parse(string[] lines)
    {
        List<JobRun> runs = [];
        foreach (string line in lines is [FirstLine, .. var rest] ? rest : [])
        {
            if (line.Split('\t', 4) is not [var started, var ended, var host, var made]
                || !long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out long start)
                || !long.TryParse(ended, NumberStyles.None, CultureInfo.InvariantCulture, out long end)
                || start > end || end > TimeSpan.FromDays(365).Ticks)
            {
                return [];
            }

            runs.Add(new JobRun(made, host, TimeSpan.FromMicroseconds(start), TimeSpan.FromMicroseconds(end)));
        }

        return runs;
    }
}
