using System.Collections.Concurrent;
using System.Diagnostics;
using LtoPar.Backend;
using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.Cache;
using LtoPar.Cache.Keys;
using LtoPar.Cache.Pruning;
using LtoPar.Driver.Reports;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.RemoteApis.Store;

namespace LtoPar.Driver.Caching;

/// <summary>
/// The cache of one run: looks objects up, keeps what may be kept, counts, and prunes at the end. An object is not kept that came with warnings, which a hit
/// would not repeat, nor one that may depend on files that are not in its key.
/// </summary>
internal sealed class RunCache : IPartitionCache
{
    private const string WithWarnings = "LLVM warned of something";
    private const string WithFiles = "its assembly may read files";
    private const string WithoutTools = "what compiles cannot be read";

    /// <summary>Smaller programs are not looked up as a whole without a folder: the hashes may take long to make (<see cref="RunKeys"/>).</summary>
    private const long LeastWholeBytes = 4 << 20;

    private readonly CacheRequest _request;
    private readonly LayeredStore _store;
    private readonly RunKeys _keys;
    private readonly KeyTrails? _trails;
    private readonly string _output;
    private readonly string? _whyNot;
    private readonly bool _findsWhole;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<int, CacheKey> _kept = [];
    private readonly ConcurrentDictionary<int, long> _missed = [];
    private readonly ConcurrentDictionary<int, CacheOutcome> _outcomes = [];
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _notKept = new(StringComparer.Ordinal);
    private readonly int[] _remote = new int[Enum.GetValues<LookupOutcome>().Length];
    private int _hits;
    private int _misses;

    private RunCache(CacheRequest request, long inputBytes, string output, CompileOptions options, Action<string> warn)
    {
        LlvmWordFiles words = LlvmWordFiles.Of(options.LlvmArguments);
        ObjectStore? near = request.Local is { } local ? new ObjectStore(local.Folder, warn) : null;
        near?.Prepare();
        _whyNot = words.WhyNot;
        RemoteStore? far = request.Remote is { } remote && _whyNot is null ? new RemoteStore(remote, inputBytes, warn) : null;
        far?.Connect();
        _request = request;
        _store = new LayeredStore(near, far);
        _keys = new RunKeys(request, options, words.Files, warn);
        _trails = near is null ? null : new KeyTrails(near);
        _output = Path.GetFullPath(output);
        _findsWhole = near is not null || inputBytes >= LeastWholeBytes;
    }

    /// <param name="inputBytes">The size of what the run compiles; 0: it is not known.</param>
    /// <param name="output">What the run makes, for telling later why something was compiled again.</param>
    /// <param name="options">The partitions' options, settled.</param>
    /// <param name="warn">Is told what makes the cache useless: the run goes on.</param>
    /// <returns>Null: it cannot be used.</returns>
    public static RunCache? Open(CacheRequest request, long inputBytes, string output, CompileOptions options, Action<string> warn)
    {
        try
        {
            return new RunCache(request, inputBytes, output, options, warn);
        }
        catch (Exception e) when (e is LtoParException or IOException or UnauthorizedAccessException)
        {
            warn($"the cache is not used: {e.Message}");
            return null;
        }
    }

    public CacheReport Report
    {
        get
        {
            lock (_lock)
            {
                return new CacheReport(_hits, _misses, [.. _notKept.Select(n => (n.Key, n.Value))])
                {
                    Remote = _store.Remote is { } far ? RemoteReport.Of(_remote, far) : null,
                };
            }
        }
    }

    /// <returns>Null: nobody asked for it.</returns>
    public CacheOutcome? OutcomeOf(int partition) => _outcomes.GetValueOrDefault(partition);

    public (byte[]? Object, string Key) Find(int partition, ReadOnlySpan<byte> bitcode)
    {
        if (_whyNot is not null || _keys.OfPartition(bitcode) is not { } record)
        {
            return (null, "");
        }

        CacheKey key = record.Seal();
        (byte[]? value, LookupOutcome? remote) = _store.Find(key);
        if (remote is { } outcome)
        {
            Interlocked.Increment(ref _remote[(int)outcome]);
        }

        if (value is not null)
        {
            Interlocked.Increment(ref _hits);
            _kept[partition] = key;
            _outcomes[partition] = CacheOutcome.Hit(remote);
        }
        else
        {
            _missed[partition] = Stopwatch.GetTimestamp();
            IReadOnlyList<KeyPart>? before = _trails?.Note(_output, SymbolText.PartitionName(partition), record.Parts);
            _outcomes[partition] = CacheOutcome.Miss(before, record.Parts, remote);
        }

        return (value, key.Hex);
    }

    public void Keep(string key, PartitionResult result)
    {
        if (_missed.TryGetValue(result.Partition, out long since))
        {
            _store.Remote?.Made(Stopwatch.GetElapsedTime(since));
        }

        string? whyNot = _whyNot ?? (!_keys.Exist ? WithoutTools : result.ReadsFiles ? WithFiles : result.Diagnostics.Count > 0 ? WithWarnings : null);
        if (whyNot is null)
        {
            Interlocked.Increment(ref _misses);
            CacheKey sealedKey = new(key);
            _store.Store(sealedKey, result.Object);
            _kept[result.Partition] = sealedKey;
            return;
        }

        _outcomes[result.Partition] = CacheOutcome.NotKept(whyNot);
        lock (_lock)
        {
            _notKept[whyNot] = _notKept.GetValueOrDefault(whyNot) + 1;
        }
    }

    /// <summary>The record of a whole run; its input, its plan and its outputs are to be added.</summary>
    /// <param name="asked">The options of the whole way, settled.</param>
    /// <returns>Null: what LLVM is told has other effects than the objects, or the program is small.</returns>
    public KeyRecord? WholeRun(CompileOptions asked) => _whyNot is null && _findsWhole ? _keys.OfWhole(asked) : null;

    /// <returns>Null: the run was never made, or not all of what it made is there.</returns>
    public (IReadOnlyList<PartitionResult> Objects, IReadOnlyList<string?> Texts)? FindWhole(CacheKey key)
    {
        if (_store.Find(key).Value is not { } bytes || WholeProgram.Of(bytes) is not { } whole
            || _store.FindAll(whole.Objects) is not var (values, remote))
        {
            return null;
        }

        _hits += values.Count;
        _remote[(int)LookupOutcome.Hit] += remote;
        return (
            [.. values.Select((code, p) => new PartitionResult(p, code, [], new PartitionTiming(default, default, default, 0)) { IsFromCache = true })],
            whole.Texts);
    }

    /// <summary>Keeps a run for <see cref="FindWhole"/>, if all of its objects are in the cache.</summary>
    public void KeepWhole(CacheKey key, int partitions, IReadOnlyList<string?> texts)
    {
        if (_kept.Count == partitions)
        {
            CacheKey[] objects = [.. Enumerable.Range(0, partitions).Select(p => _kept[p])];
            _store.Store(key, new WholeProgram(objects, texts).ToBytes(), objects);
        }
    }

    /// <summary>To be called when the outputs are written: what is removed may still have been of use to this run.</summary>
    public void Finish()
    {
        _store.Remote?.Finish(Stopwatch.GetElapsedTime(_start));
        if (_request.Local is not { } local)
        {
            return;
        }

        if (_hits + _misses > 0)
        {
            new CacheCounters(_hits, _misses).AddTo(local.Folder);
        }

        try
        {
            CachePruner.PruneIfDue(local.Folder, local.Policy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that may only be read is pruned by those who may write.
        }
    }
}
