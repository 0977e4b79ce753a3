using System.Diagnostics;
using System.Text;
using LtoPar.Backend;
using LtoPar.Backend.Carving;
using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.Distribution;
using LtoPar.Distribution.JobFiles;
using LtoPar.Distribution.Running;
using LtoPar.Driver.Actions;
using LtoPar.Driver.Caching;
using LtoPar.Driver.Reports;
using LtoPar.Linkage;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Distributing;

/// <summary>
/// Compiles a plan's partitions by a distributor: carves each, asks the cache, writes what is left to a folder beside the output with one job file for all of
/// it, runs the distributor, and judges what it has made. Nothing is compiled here: an object that is missing or wrong is an error, for a user who asked
/// for other machines wants to know that they did not do it.
///
/// The folder is beside the output, as ld.lld's files are, and named after it; the files in it are named by content. So the same partition is the same
/// command in every run, which is what distributors' caches go by.
/// </summary>
internal sealed class DistributedRun
{
    private const string FolderSuffix = ".lto-par-jobs";

    private readonly Distributor _distributor;
    private readonly string _program;
    private readonly string _output;
    private readonly SymbolPlan _plan;
    private readonly CompileOptions _options;
    private readonly IReadOnlyList<string> _common;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, PartitionResult> _results = [];
    private readonly SortedDictionary<int, OpenJob> _open = [];
    private long _begun;

    /// <param name="output">What the run makes; files go beside it.</param>
    /// <param name="common">Arguments of every lto-par command.</param>
    /// <exception cref="LtoParException">There is no such distributor.</exception>
    public DistributedRun(Distributor distributor, string output, SymbolPlan plan, CompileOptions options, IReadOnlyList<string> common)
    {
        _distributor = distributor;
        _program = distributor.Find();
        _output = output is "-" || output.StartsWith("/dev/", StringComparison.Ordinal) ? "lto-par" : output;
        _plan = plan;
        _options = options;
        _common = common;
    }

    /// <summary>A partition that is not in the cache.</summary>
    /// <param name="Key">The key to keep its object by; "": it is not kept.</param>
    private sealed record OpenJob(string Stem, string Key, bool ReadsFiles, PartitionTiming Timing, IReadOnlyList<string> Definitions);

    /// <param name="completed">Called once for each finished partition, from one thread at a time.</param>
    /// <param name="extras">What is wanted besides the objects.</param>
    /// <returns>The results, sorted by partition.</returns>
    /// <exception cref="LtoParException">The distributor failed, or an object is not what it should be.</exception>
    public IReadOnlyList<PartitionResult> Run(
        ChunkedInput input, CostHistory history, int workers, IPartitionCache? cache, Action<PartitionResult> completed, Phases phases,
        Messages messages, RunExtras extras)
    {
        int[] order = [.. JobOrder.Of(_plan, _options.Stage, history).Select(job => job.Partition)];
        string folder = _output + FolderSuffix;
        ScratchFolders.Remove(folder); // what a run has left that was killed
        ScratchFolders.Register(folder);
        try
        {
            CarvedPartition.Each(input, order, workers, carved =>
            {
                extras.Take(carved.Partition, carved.Bitcode, input.Name, _options);
                Take(carved, folder, cache, completed);
            });
            phases.Say($"{_results.Count} of {order.Length} partitions are in the cache; {_open.Count} are compiled by {_program}");
            if (_open.Count > 0)
            {
                bool said = Distribute(folder, [.. order.Where(_open.ContainsKey)], messages);
                Collect(folder, said ? null : cache, completed, phases);
            }

            return [.. _results.Values];
        }
        finally
        {
            ScratchFolders.Remove(folder);
        }
    }

    private void Take(CarvedPartition carved, string folder, IPartitionCache? cache, Action<PartitionResult> completed)
    {
        (byte[]? found, string key) = cache?.Find(carved.Partition, carved.Bitcode) ?? (null, "");
        if (found is not null)
        {
            lock (_lock)
            {
                Add(new PartitionResult(carved.Partition, found, [], carved.Timing) { IsFromCache = true }, completed);
            }

            return;
        }

        OpenJob job = new(
            ContentName.Of(carved.Bitcode), key, carved.ReadsFiles, carved.Timing, DefinedNames.Of(_plan, carved.Partition));
        OutputFile.Guard(folder, () => Directory.CreateDirectory(folder));
        string path = Path.Combine(folder, job.Stem);
        OutputFile.Write(path + ".bc", carved.Bitcode);
        OutputFile.Write(path + DefinitionList.Extension, DefinitionList.Write(job.Definitions));
        lock (_lock)
        {
            _open.Add(carved.Partition, job);
        }
    }

    /// <returns>Whether anything was said: it may have been a warning about any of the partitions.</returns>
    private bool Distribute(string folder, IReadOnlyList<int> order, Messages messages)
    {
        string[] common = [.. _options.ToArguments(), .. _common, "--expect-build=" + CompilerBuild.Own];
        JobFile file = PartitionJobs.Make(
            ProcessImage.File, common, LlvmWordFiles.NamesIn(_options.LlvmArguments), _output, folder + "/",
            order.Select(partition => _open[partition].Stem).Distinct());
        string path = Path.Combine(folder, ActionNames.Jobs);
        OutputFile.Write(path, JobFileWriter.Write(file));
        ProcessStartInfo start = new(_program, [.. _distributor.Arguments, path]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[JobTimes.EnvironmentVariable] = TimesIn(folder);
        _begun = Stopwatch.GetTimestamp();
        using Subprocess process = Subprocess.Start(start);
        (byte[] output, byte[] error) = process.Finish();
        string said = Encoding.UTF8.GetString([.. error, .. output]).Trim();
        if (process.ExitCode != 0)
        {
            throw new LtoParException(
                _output, $"the distributor '{_distributor.Program}' failed with status {process.ExitCode}{(said.Length > 0 ? ": " + said : "")}");
        }

        if (said.Length > 0)
        {
            messages.Line(said);
        }

        return said.Length > 0;
    }

    private void Collect(string folder, IPartitionCache? cache, Action<PartitionResult> completed, Phases phases)
    {
        ILookup<string, JobRun> runs = JobTimes.Read(TimesIn(folder)).ToLookup(r => Path.GetFileName(r.Object), StringComparer.Ordinal);
        foreach ((int partition, OpenJob job) in _open)
        {
            string file = Path.Combine(folder, job.Stem + ".o");
            byte[]? bytes = Read(file);
            if ((bytes is null ? "is missing" : ObjectCheck.Problem(bytes, job.Definitions)) is { } problem)
            {
                throw new LtoParException(
                    _output,
                    $"the object of partition {SymbolText.PartitionName(partition)} {problem}, though the distributor '{_distributor.Program}' ended with "
                        + "status 0; link without --distributor to compile here");
            }

            PartitionResult result = new(partition, bytes!, [], job.Timing)
            {
                ReadsFiles = job.ReadsFiles,
                Elsewhere = runs[job.Stem + ".o"].Select(run => Elsewhere(run, job.Timing)).FirstOrDefault(),
            };
            cache?.Keep(job.Key, result);
            Add(result, completed);
        }

        foreach (IGrouping<string, PartitionResult> place in _results.Values.Where(r => r.Elsewhere is not null)
            .GroupBy(r => r.Elsewhere!.Place, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            phases.Say($"compiled by {place.Key}: {string.Join(' ', place.Select(r => SymbolText.PartitionName(r.Partition)))}");
        }
    }

    /// <summary>A distributor counts from when it began, which is a little after it was started.</summary>
    private ElsewhereRun Elsewhere(JobRun run, PartitionTiming timing)
    {
        TimeSpan begun = Stopwatch.GetElapsedTime(timing.Origin ?? _begun, _begun);
        return new ElsewhereRun(run.Host, begun + run.Started, begun + run.Ended);
    }

    private static string TimesIn(string folder) => Path.GetFullPath(Path.Combine(folder, "times"));

    private void Add(PartitionResult result, Action<PartitionResult> completed)
    {
        _results.Add(result.Partition, result);
        completed(result);
    }

    private static byte[]? Read(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllBytes(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LtoParException(file, $"cannot be read: {e.Message}", e);
        }
    }
}
