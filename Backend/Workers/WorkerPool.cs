using LtoPar.Backend.Partitions;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Backend.Workers;

/// <summary>
/// Compiles partitions in worker processes, as many as threads ask at a time, each used again and again. What LLVM does in one of them happens to no other: a
/// partition whose worker is lost is compiled once more, in a fresh worker and while nothing else is compiled, since memory or time may have been what it was
/// short of. When that is lost too, it is an error of that partition, with a reproducer; the second worker has told in which function it was.
/// </summary>
/// <param name="options">The options that the setup's arguments spell, for reproducers.</param>
/// <param name="limit">The most time that a partition may take; null: any.</param>
/// <param name="note">Is told of partitions that were compiled twice.</param>
public sealed class WorkerPool(WorkerSetup setup, CompileOptions options, TimeSpan? limit, Action<string> note) : IPartitionCompiler, IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly Stack<WorkerProcess> _idle = [];

    /// <summary>Held for reading while a partition is compiled, for writing while one is compiled alone.</summary>
    private readonly ReaderWriterLockSlim _alone = new();

    private LtoParException? _startFailure;

    public PartitionResult Compile(ReadOnlySpan<byte> bitcode, string name, int partition, ResultParts parts)
    {
        WorkerLostException first;
        _alone.EnterReadLock();
        try
        {
            return CompileInPool(bitcode, name, partition, parts);
        }
        catch (WorkerLostException lost)
        {
            first = lost;
        }
        finally
        {
            _alone.ExitReadLock();
        }

        _alone.EnterWriteLock();
        try
        {
            return CompileAgain(bitcode, name, partition, parts, first);
        }
        finally
        {
            _alone.ExitWriteLock();
        }
    }

    /// <summary>Ends all workers.</summary>
    public void Dispose()
    {
        EndIdle();
        _alone.Dispose();
        _scratch.Dispose();
    }

    private PartitionResult CompileInPool(ReadOnlySpan<byte> bitcode, string name, int partition, ResultParts parts)
    {
        WorkerProcess worker = Take();
        try
        {
            return worker.Compile(bitcode, name, partition, parts, limit);
        }
        finally
        {
            Return(worker);
        }
    }

    private PartitionResult CompileAgain(ReadOnlySpan<byte> bitcode, string name, int partition, ResultParts parts, WorkerLostException first)
    {
        EndIdle(); // their memory is what this one may have been short of
        string subject = $"partition {SymbolText.PartitionName(partition)}";
        try
        {
            using WorkerProcess fresh = Start(tellsPasses: true);
            PartitionResult result = fresh.Compile(bitcode, name, partition, parts, limit);
            note($"{name}: {subject}: {first.Reason}; compiled again, alone");
            return result;
        }
        catch (WorkerLostException second)
        {
            string before = second.Reason == first.Reason ? "" : $"; the first time, {first.Reason}";
            string file = SymbolText.PartitionName(partition);
            string script = Reproducer.Write("compile", file + ".bc", bitcode, file + ".o", options.ToArguments());
            throw new LtoParException(name, $"{subject}: {second.Reason}{second.Place}{before}") { Note = $"reproduce with {script}" };
        }
    }

    private WorkerProcess Take()
    {
        lock (_idle)
        {
            if (_idle.TryPop(out WorkerProcess? worker))
            {
                return worker;
            }
        }

        return Start(tellsPasses: false);
    }

    private WorkerProcess Start(bool tellsPasses)
    {
        // What kept one from starting keeps all others: the user is told once, and soon.
        if (Volatile.Read(ref _startFailure) is { } failure)
        {
            throw failure;
        }

        try
        {
            return WorkerProcess.Start(setup, _scratch.Path, tellsPasses);
        }
        catch (LtoParException e)
        {
            Volatile.Write(ref _startFailure, e);
            throw;
        }
    }

    private void Return(WorkerProcess worker)
    {
        if (worker.IsUsable)
        {
            lock (_idle)
            {
                _idle.Push(worker);
            }
        }
        else
        {
            worker.Dispose();
        }
    }

    private void EndIdle()
    {
        lock (_idle)
        {
            while (_idle.TryPop(out WorkerProcess? worker))
            {
                worker.Dispose();
            }
        }
    }
}
