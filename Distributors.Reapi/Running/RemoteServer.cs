using System.Text;
using LtoPar.Distribution;
using LtoPar.Distributors.Reapi.Actions;
using LtoPar.Distributors.Reapi.Calls;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.Distributors.Reapi.Running;

/// <summary>
/// A server, as far as a job is concerned: it gives a result that was checked, or a <see cref="RemoteFault"/> within the time that a try may take. Called by
/// several threads at a time.
/// </summary>
/// <param name="sent">The program that all jobs run, where it is sent along.</param>
internal sealed class RemoteServer(Connection connection, IReadOnlyList<Blob> sent) : IDisposable
{
    /// <summary>How many jobs in a row may fail to reach it, or be late, before it is asked no more.</summary>
    private const int MostFailures = 3;

    /// <summary>The same while it has never answered.</summary>
    private const int MostFailuresAtFirst = 2;

    /// <summary>What is shown of what a command said.</summary>
    private const int MostSaidBytes = 1 << 20;

    private readonly BlobStore _blobs = new(connection);
    private readonly Executor _executor = new(connection);
    private readonly SemaphoreSlim _preparing = new(1);
    private readonly Lock _lock = new();
    private bool _isReady;
    private bool _isGone;
    private int _failures;

    public string Name => connection.Address.Name;

    /// <summary>It is asked no more.</summary>
    public bool IsGone
    {
        get
        {
            lock (_lock)
            {
                return _isGone;
            }
        }
    }

    /// <param name="isAgain">The result that the server has is not wanted.</param>
    /// <exception cref="RemoteFault">There is no result that is fit for use.</exception>
    public RemoteResult Run(RemoteAction action, IReadOnlyCollection<string>? definitions, bool isAgain)
    {
        Limited(Prepare);
        RemoteResult result = Limited(token => Execute(action, definitions, isAgain, token));
        lock (_lock)
        {
            _failures = 0;
        }

        return result;
    }

    /// <summary>Takes a failure into account.</summary>
    /// <returns>Whether the server is asked no more because of it, and was until now.</returns>
    public bool Ends(RemoteFault fault)
    {
        lock (_lock)
        {
            _failures = fault.Kind is FaultKind.Unreachable or FaultKind.Late ? _failures + 1 : 0;
            bool ends = !_isGone && (fault.Kind == FaultKind.Lasting || _failures >= (_isReady ? MostFailures : MostFailuresAtFirst));
            _isGone |= ends;
            return ends;
        }
    }

    public void Dispose()
    {
        connection.Dispose();
        _preparing.Dispose();
    }

    /// <summary>Gives a part of a job its time, and its failures one form.</summary>
    private T Limited<T>(Func<CancellationToken, Task<T>> run)
    {
        TimeSpan limit = connection.Settings.Limit;
        using CancellationTokenSource timed = new(limit);
        try
        {
            return run(timed.Token).GetAwaiter().GetResult();
        }
        catch (Exception e) when (RemoteFault.Of(e, limit, timed.Token) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Once: asks what the server can do, and sends the program. Jobs that come meanwhile wait, and do not all send it.</summary>
    private async Task<bool> Prepare(CancellationToken token)
    {
        await _preparing.WaitAsync(token).ConfigureAwait(false);
        try
        {
            if (!_isReady)
            {
                _blobs.MostBatch = await CapabilityCheck.Run(connection, token).ConfigureAwait(false);
                if (sent.Count > 0)
                {
                    await _blobs.Send(sent, "", token).ConfigureAwait(false);
                }

                lock (_lock)
                {
                    _isReady = true;
                }
            }

            return true;
        }
        finally
        {
            _preparing.Release();
        }
    }

    private async Task<RemoteResult> Execute(RemoteAction action, IReadOnlyCollection<string>? definitions, bool isAgain, CancellationToken token)
    {
        ActionResult? found = isAgain ? null : await _executor.Find(action, token).ConfigureAwait(false);
        ActionResult? executed = null;
        if (found is null)
        {
            await _blobs.Send(action.Blobs, action.Digest.Hash, token).ConfigureAwait(false);
            executed = await _executor.Execute(action, isAgain, token).ConfigureAwait(false);
        }

        ActionResult result = found ?? executed!;
        string worker = result.ExecutionMetadata?.Worker is { Length: > 0 } name ? $"worker {name} of {Name}" : Name;
        string said = await Said(result, action.Digest.Hash, token).ConfigureAwait(false);
        try
        {
            if (result.ExitCode != 0)
            {
                throw new RemoteFault(FaultKind.Passing, $"status {result.ExitCode}{(said.Length > 0 ? ": " : "")}{said}");
            }

            IReadOnlyList<(string, byte[])> files = await Files(action, result, definitions, token).ConfigureAwait(false);
            return new RemoteResult(files, said, found is null ? $"executed by {worker}" : $"in the cache of {Name}");
        }
        catch (RemoteFault fault) when (worker != Name)
        {
            throw new RemoteFault(fault.Kind, $"{fault.Message} (worker {result.ExecutionMetadata!.Worker})");
        }
    }

    private async Task<IReadOnlyList<(string Path, byte[] Bytes)>> Files(
        RemoteAction action, ActionResult result, IReadOnlyCollection<string>? definitions, CancellationToken token)
    {
        List<(string Path, byte[] Bytes)> files = [];
        foreach ((string there, string here) in action.Outputs)
        {
            OutputFile made = result.OutputFiles.FirstOrDefault(f => f.Path == there)
                ?? throw new RemoteFault(FaultKind.Passing, "the command ended with status 0 and the result has no object");
            byte[] bytes = made.Digest is not { } digest ? throw new RemoteFault(FaultKind.Passing, "its result names no blob")
                : made.Contents.Length == 0 ? await _blobs.Read(digest, action.Digest.Hash, token).ConfigureAwait(false)
                : Digests.Agree(digest, made.Contents.Span) ? made.Contents.ToByteArray()
                : throw new RemoteFault(FaultKind.Passing, "a blob is not what its digest says");
            if (files.Count == 0 && ObjectCheck.Problem(bytes, definitions) is { } problem)
            {
                throw new RemoteFault(FaultKind.Passing, $"what came back {problem}");
            }

            files.Add((here, bytes));
        }

        return files;
    }

    private async Task<string> Said(ActionResult result, string actionHash, CancellationToken token)
    {
        StringBuilder said = new();
        foreach ((Google.Protobuf.ByteString raw, Digest? digest) in new[] { (result.StderrRaw, result.StderrDigest), (result.StdoutRaw, result.StdoutDigest) })
        {
            if (raw.Length > 0)
            {
                said.Append(raw.ToStringUtf8());
            }
            else if (digest is { SizeBytes: > 0 and <= MostSaidBytes })
            {
                said.Append(Encoding.UTF8.GetString(await _blobs.Read(digest, actionHash, token).ConfigureAwait(false)));
            }
        }

        return said.ToString().Trim();
    }
}
