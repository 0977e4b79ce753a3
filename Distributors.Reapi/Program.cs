using LtoPar.Distribution.JobFiles;
using LtoPar.Distribution.Running;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Distributors.Reapi;

/// <summary>The distributor that has a server of the Remote Execution API run the jobs of a DTLTO job file.</summary>
internal static class Program
{
    private const string Name = "lto-par-distribute-reapi";

    private static int Main(string[] arguments)
    {
        ScratchFolders.CleanUpOnSignals();
        try
        {
            if (arguments.Length == 0 || arguments.Contains("--help") || arguments.Contains("-h"))
            {
                Console.Out.Write(HelpText.Text);
                return 0;
            }

            ReapiArguments read = ReapiArguments.Read(arguments);
            IReadOnlyList<JobRun> runs = read.Run(JobFileReader.Read(read.JobFile), text => Console.Error.WriteLine($"{Name}: note: {OneLine.Of(text)}"));
            JobTimes.WriteWhereAsked(runs);
            return 0;
        }
        catch (LtoParException e)
        {
            ScratchFolders.RemoveAll();
            Console.Error.WriteLine($"{Name}: error: {OneLine.Of(e.ToString())}");
            return 1;
        }
    }
}
