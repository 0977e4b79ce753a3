using System.Globalization;
using LtoPar.Backend;
using LtoPar.Driver.CommandLine;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

/// <summary>One line that is rewritten, as ninja has; only on a terminal unless asked for, and gone at the end.</summary>
internal sealed class ProgressLine : IDisposable
{
    private readonly SymbolPlan _plan;
    private readonly TextWriter? _writer;
    private int _finished;

    public ProgressLine(SymbolPlan plan, TextWriter error, When when)
    {
        _plan = plan;
        _writer = when == When.Always || (when == When.Auto && Terminal.IsOn(error)) ? error : null;
    }

    public void Completed(PartitionResult result)
    {
        if (_writer is null)
        {
            return;
        }

        Partition partition = _plan.Partitions.Partitions[result.Partition];
        string first = partition.Symbols.Count > 0 ? SymbolText.Name(_plan.Graph.Symbols, partition.Symbols[0]) : "empty";
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"[{++_finished}/{_plan.Partitions.Partitions.Count}] compiled {SymbolText.PartitionName(result.Partition)} ({first}) {result.Timing.Total.TotalSeconds:0.0}s");
        _writer.Write($"\r{(line.Length > 78 ? line[..78] : line)}\u001b[K");
        _writer.Flush();
    }

    public void Dispose()
    {
        if (_writer is not null && _finished > 0)
        {
            _writer.Write("\r\u001b[K");
            _writer.Flush();
        }
    }
}
