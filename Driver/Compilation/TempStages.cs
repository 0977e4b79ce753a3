using LtoPar.Backend.Partitions;
using LtoPar.CallGraph;
using LtoPar.Driver.Reports;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Compilation;

/// <summary>
/// -save-temps: numbered files beside the output, named as LLVM's LTO names its own; and --stop-after, which keeps a stage and ends the run with it.
/// </summary>
internal sealed class TempStages
{
    private readonly HashSet<TempStage> _stages;
    private readonly string _prefix;
    private readonly string? _file;
    private readonly SortedSet<string> _last = new(StringComparer.Ordinal);

    private TempStages(HashSet<TempStage> stages, string prefix, TempStage? last, string? file)
    {
        _stages = stages;
        _prefix = prefix;
        _file = file;
        Last = last;
    }

    /// <summary>The stages by the words that options have for them.</summary>
    public static IReadOnlyDictionary<string, TempStage> Names { get; } =
        Enum.GetValues<TempStage>().ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>Nothing is kept.</summary>
    public static TempStages None { get; } = new([], "", null, null);

    /// <summary>The stage that the run ends with; null: it makes an object.</summary>
    public TempStage? Last { get; }

    public bool KeepsNothing => _stages.Count == 0;

    /// <param name="list">Separated by commas, or by '+' where commas cannot be written: compilers divide -Wl, at them.</param>
    /// <param name="output">What the files are beside, and named after.</param>
    /// <param name="last">--stop-after.</param>
    /// <param name="file">-o, which takes the last stage where that is one file; null: it was not given.</param>
    /// <exception cref="LtoParException">There is no such stage.</exception>
    public static TempStages Parse(string? list, string output, TempStage? last = null, string? file = null)
    {
        string[] words = list switch { null => [], "all" => [.. Names.Keys], _ => list.Split(',', '+') };
        string? unknown = words.FirstOrDefault(s => !Names.ContainsKey(s));
        if (unknown is not null)
        {
            throw new LtoParException(null, $"-save-temps: unknown stage '{unknown}'; use {string.Join(", ", Names.Keys)}");
        }

        HashSet<TempStage> stages = [.. words.Select(w => Names[w]).Where(s => last is null || s < last)];
        if (last is { } end)
        {
            stages.Add(end);
        }

        return new TempStages(stages, output == "-" ? "lto-par" : output, last, last < TempStage.Carved ? file : null);
    }

    public static string NameOf(TempStage stage) => stage.ToString().ToLowerInvariant();

    public bool Keeps(TempStage stage) => _stages.Contains(stage);

    public void WriteMerged(InputModule module) => Write(TempStage.Merged, ".0.merged.bc", module.Bytes);

    public void WriteIpo(InputModule module) => Write(TempStage.Ipo, ".0.ipo.bc", module.Bytes);

    public void WriteGraph(ProgramGraph graph) => WriteText(TempStage.Graph, ".1.graph.txt", () => GraphText.Print(graph));

    public void WritePlan(SymbolPlan plan) => WriteText(TempStage.Plan, ".2.plan.txt", () => PlanText.Print(plan, only: null));

    /// <summary>From the worker that compiles the partition.</summary>
    public void WriteCarved(int partition, ReadOnlySpan<byte> bitcode) => Write(TempStage.Carved, Name(3, partition, "bc"), bitcode);

    /// <summary>From the worker that compiles the partition.</summary>
    public void WriteOptimized(int partition, ReadOnlySpan<byte> bitcode) => Write(TempStage.Opt, Name(4, partition, "bc"), bitcode);

    public void WriteObjects(IReadOnlyList<PartitionResult> objects)
    {
        foreach (PartitionResult result in objects)
        {
            Write(TempStage.Obj, Name(5, result.Partition, "o"), result.Object);
        }
    }

    /// <summary>The files of the stage that the run ends with, in words.</summary>
    /// <param name="output">What the user calls the output, which they are beside.</param>
    public string LastFiles(string output)
    {
        lock (_last)
        {
            string shown = output == "-" ? _prefix : output;
            string[] files = [.. _last.Select(f => f.StartsWith(_prefix, StringComparison.Ordinal) ? shown + f[_prefix.Length..] : f)];
            return files.Length > 1 ? $"{files[0]} to {files[^1]} ({files.Length} files)" : files[0] == "-" ? "standard output" : files[0];
        }
    }

    private static string Name(int number, int partition, string extension) => $".{number}.{SymbolText.PartitionName(partition)}.{extension}";

    private void Write(TempStage stage, string suffix, ReadOnlySpan<byte> bytes)
    {
        if (Keeps(stage))
        {
            OutputFile.Write(PathOf(stage, suffix), bytes);
        }
    }

    private void WriteText(TempStage stage, string suffix, Func<string> text)
    {
        if (Keeps(stage))
        {
            OutputFile.WriteText(PathOf(stage, suffix), text());
        }
    }

    private string PathOf(TempStage stage, string suffix)
    {
        if (stage != Last)
        {
            return _prefix + suffix;
        }

        string path = _file ?? _prefix + suffix;
        lock (_last)
        {
            _last.Add(path);
        }

        return path;
    }
}
