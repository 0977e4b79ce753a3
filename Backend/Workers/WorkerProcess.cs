using System.Diagnostics;
using LtoPar.Backend.Partitions;
using LtoPar.Platform;
using LtoPar.Platform.Processes;

namespace LtoPar.Backend.Workers;

/// <summary>
/// A process that compiles one partition after the other. It hears when this process dies, since the pipe that it reads from is closed then, and ends; that and
/// not prctl(PR_SET_PDEATHSIG), which goes by the thread that started it.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int FirstSignal = 128;
    private const int Kill = 9;

    private readonly Subprocess _process;
    private readonly PassLogReader? _passes;
    private readonly Thread? _listener;
    private readonly Lock _timing = new();
    private bool _isCompiling;
    private bool _isLate;

    private WorkerProcess(Subprocess process, bool tellsPasses)
    {
        _process = process;
        if (tellsPasses)
        {
            _passes = new PassLogReader();
            _listener = new Thread(Listen) { IsBackground = true, Name = "lto-par pass log" };
            _listener.Start();
        }
    }

    /// <summary>Whether it can be asked again.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <param name="folder">Its temporary files go there.</param>
    /// <param name="tellsPasses">It tells which passes it runs, which takes time.</param>
    /// <exception cref="LtoParException">It cannot be run, or is of another build.</exception>
    public static WorkerProcess Start(WorkerSetup setup, string folder, bool tellsPasses)
    {
        IEnumerable<string> arguments = tellsPasses ? setup.Arguments.Append(setup.PassLogArgument) : setup.Arguments;
        ProcessStartInfo start = new(setup.Program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = tellsPasses,
        };
        start.Environment["TMPDIR"] = folder;
        WorkerProcess worker = new(Subprocess.Start(start), tellsPasses);
        switch (worker.Read())
        {
            case WorkerReply.Hello hello when hello.Identity == setup.Identity:
                return worker;
            case WorkerReply.Hello hello:
                worker.Dispose();
                throw new LtoParException(
                    setup.Program, $"is not the program that started it, or has understood other options ('{hello.Identity}', not '{setup.Identity}'): "
                        + "was it replaced meanwhile? Run again, or use --executor=thread");
            default:
                string end = worker.DescribeEnd();
                worker.Dispose();
                throw new LtoParException(setup.Program, $"{end} before it was ready; --executor=thread does without worker processes");
        }
    }

    /// <param name="limit">Null: it may take any time.</param>
    /// <exception cref="WorkerLostException">It has not answered, and is of no use any more.</exception>
    /// <exception cref="LtoParException">LLVM refuses the module, or reports an error while compiling it.</exception>
    public PartitionResult Compile(ReadOnlySpan<byte> bitcode, string name, int partition, ResultParts parts, TimeSpan? limit)
    {
        IsUsable = false;
        WorkerReply? reply = Ask(bitcode, name, partition, parts, limit);
        switch (reply)
        {
            case WorkerReply.Compiled { Result: var result } when result.Partition == partition:
                IsUsable = !_isLate;
                return result;
            case WorkerReply.Refused { Error: var error }:
                IsUsable = !_isLate;
                throw error;
            case WorkerReply.Broken { Text: var text }:
                throw new InvalidOperationException($"in a worker process: {text}");
            case WorkerReply.GaveUp { Reason: var reason }:
                throw Lost(reason);
            case null:
                throw Lost(_isLate ? $"it took longer than {limit!.Value.TotalSeconds:0.###} s (--timeout)" : DescribeEnd());
            default:
                throw new InvalidOperationException($"a worker process was asked for partition {partition} and answered {reply}");
        }
    }

    /// <summary>Kills it.</summary>
    public void Dispose()
    {
        _process.Dispose();
        _listener?.Join();
    }

    /// <returns>Null: it has ended.</returns>
    private WorkerReply? Ask(ReadOnlySpan<byte> bitcode, string name, int partition, ResultParts parts, TimeSpan? limit)
    {
        _isCompiling = true;
        using Timer? watch = limit is { } time ? new Timer(_ => GiveUp(), null, time, Timeout.InfiniteTimeSpan) : null;
        try
        {
            WorkerRequest.Write(_process.Input, partition, name, parts, bitcode);
        }
        catch (IOException)
        {
            // It has ended, and may have said why.
        }

        WorkerReply? reply = Read();
        lock (_timing)
        {
            _isCompiling = false; // a timer that fires now is too late itself
        }

        return reply;
    }

    private void GiveUp()
    {
        lock (_timing)
        {
            if (_isCompiling)
            {
                _isLate = true;
                _process.End();
            }
        }
    }

    /// <returns>Null: it has ended.</returns>
    private WorkerReply? Read()
    {
        try
        {
            return Record.Read(_process.Output) is { } record ? WorkerReply.Parse(record) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private WorkerLostException Lost(string reason)
    {
        _process.End();
        _listener?.Join();
        return new WorkerLostException(reason, _passes?.Place ?? "");
    }

    private string DescribeEnd()
    {
        _process.Wait();
        return _process.ExitCode switch
        {
            FirstSignal + Kill => "its worker process was killed (SIGKILL); the kernel does that when memory runs out",
            > FirstSignal and var status => $"its worker process was ended by signal {status - FirstSignal}",
            var status => $"its worker process ended with status {status}",
        };
    }

    private void Listen()
    {
        while (_process.Error.ReadLine() is { } line)
        {
            if (!_passes!.Take(line))
            {
                Console.Error.WriteLine(line);
            }
        }
    }
}
