using System.Diagnostics;
using System.Globalization;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Terminals;
using LtoPar.Linkage;
using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.Reports;

/// <summary>
/// One line that is rewritten, as ninja has; only on a terminal unless asked for, and gone at the end. Asked for where there is no terminal (a log, a linker
/// that passes on what lto-par says), it is lines that stay: the first, the last, and one every ten seconds between.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    /// <summary>The environment variable that says what --progress does not: it changes no command line, so nothing is built anew for it.</summary>
    public const string EnvironmentVariable = "LTO_PAR_PROGRESS";

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    private readonly SymbolPlan _plan;
    private readonly TextWriter? _writer;
    private readonly bool _isTerminal;
    private readonly Stopwatch _sinceLast = new();
    private int _finished;

    public ProgressLine(SymbolPlan plan, TextWriter error, When when)
    {
        _plan = plan;
        _isTerminal = Terminal.IsOn(error);
        _writer = when == When.Always || (when == When.Auto && _isTerminal) ? error : null;
    }

    /// <param name="option">--progress; null: not given.</param>
    /// <exception cref="LtoParException">The environment variable says something else than WHEN.</exception>
    public static When Asked(When? option)
    {
        string? text = Environment.GetEnvironmentVariable(EnvironmentVariable);
        return option
            ?? (string.IsNullOrEmpty(text) ? When.Auto
                : Enum.GetValues<When>()
                    .Where(w => string.Equals(w.ToString(), text, StringComparison.OrdinalIgnoreCase))
                    .Select(w => (When?)w)
                    .FirstOrDefault()
                    ?? throw new LtoParException(null, $"{EnvironmentVariable}={text}: expected auto, always or never"));
    }

    public void Completed(PartitionResult result)
    {
        if (_writer is null)
        {
            return;
        }

        int all = _plan.Partitions.Partitions.Count;
        _finished++;
        if (!_isTerminal && _sinceLast.IsRunning && _sinceLast.Elapsed < s_pause && _finished < all)
        {
            return;
        }

        _sinceLast.Restart();
        Partition partition = _plan.Partitions.Partitions[result.Partition];
        string first = partition.Symbols.Count > 0 ? SymbolText.Name(_plan.Graph.Symbols, partition.Symbols[0]) : "empty";
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"[{_finished}/{all}] compiled {SymbolText.PartitionName(result.Partition)} ({first}) {result.Timing.Total.TotalSeconds:0.0}s");
        if (_isTerminal)
        {
            _writer.Write($"\r{(line.Length > 78 ? line[..78] : line)}\u001b[K");
        }
        else
        {
            _writer.WriteLine($"lto-par: {line}");
        }

        _writer.Flush();
    }

    public void Dispose()
    {
        if (_writer is not null && _isTerminal && _finished > 0)
        {
            _writer.Write("\r\u001b[K");
            _writer.Flush();
        }
    }
}
