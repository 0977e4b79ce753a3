using LtoPar.Distribution.JobFiles;
using LtoPar.Distribution.Running;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Distributors;

/// <summary>
/// The distributors, which run the jobs of a DTLTO job file: one image that is what it is called by, since each image costs a build half a minute and a user
/// some megabytes. "lto-par-distribute local" is the same as "lto-par-distribute-local".
/// </summary>
internal static class Program
{
    private const string Image = "lto-par-distribute";

    private static int Main(string[] arguments)
    {
        ScratchFolders.CleanUpOnSignals();
        string called = Path.GetFileName(ProcessImage.CalledAs);
        Queue<string> words = new(arguments);
        string kind = called.StartsWith(Image + "-", StringComparison.Ordinal) ? called[(Image.Length + 1)..]
            : words.TryDequeue(out string? first) ? first
            : "--help";
        string name = $"{Image}-{kind}";
        try
        {
            if (kind is "--help" or "-h" || words.Contains("--help") || words.Contains("-h"))
            {
                Console.Out.Write(HelpText.Text);
                return 0;
            }

            DistributorArguments read = DistributorArguments.Read(kind, words);
            JobQueue queue = read.Queue(text => Console.Error.WriteLine($"{name}: note: {OneLine.Of(text)}"));
            queue.Run(JobFileReader.Read(read.JobFile));
            JobTimes.WriteWhereAsked(queue.Runs);
            return 0;
        }
        catch (LtoParException e)
        {
            ScratchFolders.RemoveAll();
            Console.Error.WriteLine($"{(kind.StartsWith('-') ? Image : name)}: error: {OneLine.Of(e.ToString())}");
            return 1;
        }
    }
}
