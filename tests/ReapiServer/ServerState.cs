using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using LtoPar.Distributors.Reapi.Protocol;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.ReapiServer;

/// <summary>What the server has and does, shared by its services. Blobs are files, so that inputs are links to them.</summary>
internal sealed class ServerState(string folder)
{
    private readonly ConcurrentQueue<string> _calls = new();
    private int _strikesLeft;

    public ReapiFault Fault { get; private set; }

    /// <summary>An object that is no job's.</summary>
    public byte[] AnotherObject { get; set; } = [];

    /// <summary>Results carry small files within them.</summary>
    public bool IsInlining { get; set; }

    /// <summary>A header that has to come with each call; null: none has to.</summary>
    public (string Name, string Value)? RequiredHeader { get; set; }

    /// <summary>The instance that there is.</summary>
    public string Instance { get; set; } = "";

    /// <summary>Is run when an execution is asked for.</summary>
    public System.Action? OnExecute { get; set; }

    public ConcurrentDictionary<string, ActionResult> Results { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, Task<ExecuteResponse>> Running { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of methods, in the order of the calls.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>What it has executed.</summary>
    public ConcurrentQueue<Command> Executed { get; } = new();

    /// <param name="times">How often it strikes.</param>
    public void Set(ReapiFault fault, int times)
    {
        Fault = fault;
        Volatile.Write(ref _strikesLeft, times);
    }

    /// <summary>Whether it is this fault's turn to strike.</summary>
    public bool Strikes(ReapiFault fault) => Fault == fault && Interlocked.Decrement(ref _strikesLeft) >= 0;

    public void Note(string method) => _calls.Enqueue(method);

    public string FileOf(Digest digest) => Path.Combine(folder, digest.Hash);

    public bool Has(Digest digest) => File.Exists(FileOf(digest));

    public void CheckInstance(string name)
    {
        if (name != Instance)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"there is no instance '{name}'"));
        }
    }

    /// <exception cref="RpcException">The bytes are something else.</exception>
    public Digest Store(byte[] bytes, Digest? expected = null)
    {
        Digest digest = new() { Hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), SizeBytes = bytes.Length };
        if (expected is not null && !expected.Equals(digest))
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "the blob is not what its digest says"));
        }

        string file = FileOf(digest);
        string temporary = $"{file}.{Guid.NewGuid()}";
        File.WriteAllBytes(temporary, bytes);
        File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Move(temporary, file, overwrite: true);
        return digest;
    }

    /// <exception cref="RpcException">It is not there.</exception>
    public byte[] Read(Digest digest) => digest.SizeBytes == 0 ? []
        : Has(digest) ? File.ReadAllBytes(FileOf(digest))
        : throw new RpcException(new Status(StatusCode.NotFound, $"there is no blob {digest.Hash}"));

    public T Message<T>(Digest digest)
        where T : IMessage<T>, new() => new MessageParser<T>(() => new T()).ParseFrom(Read(digest));

    /// <summary>Waits until the client has gone.</summary>
    public static Task Stall(ServerCallContext context) => new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
}
