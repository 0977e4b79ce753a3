using System.Collections.Concurrent;
using LtoPar.Backend;
using LtoPar.Backend.CodeGeneration;
using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.Cache;
using LtoPar.Cache.Keys;
using LtoPar.Cache.Pruning;
using LtoPar.Driver.Reports;
using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.Caching;

/// <summary>
/// The cache of one run: looks objects up, keeps what may be kept, counts, and prunes at the end. An object is not kept that came with warnings, which a hit
/// would not repeat, nor one that may depend on files that are not in its key.
/// </summary>
internal sealed class RunCache : IPartitionCache
{
    private const string WithWarnings = "LLVM warned of something";
    private const string WithFiles = "its assembly may read files";
    private const string WithLibLto = "libLTO generates the code";

    private readonly CacheRequest _request;
    private readonly ObjectStore _store;
    private readonly KeyTrails _trails;
    private readonly string _output;
    private readonly KeyRecord _tools;
    private readonly KeyRecord _common;
    private readonly string? _whyNot;
    private readonly ConcurrentDictionary<int, string> _keys = [];
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _notKept = new(StringComparer.Ordinal);
    private int _hits;
    private int _misses;

    private RunCache(CacheRequest request, ObjectStore store, string output, KeyRecord tools, KeyRecord common, string? whyNot)
    {
        _request = request;
        _store = store;
        _trails = new KeyTrails(store);
        _output = Path.GetFullPath(output);
        _tools = tools;
        _common = common;
        _whyNot = whyNot;
    }

    /// <param name="output">What the run makes, for telling later why something was compiled again.</param>
    /// <param name="options">The partitions' options, settled.</param>
    /// <param name="warn">Is told what makes the cache useless: the run goes on.</param>
    /// <returns>Null: it cannot be used.</returns>
    public static RunCache? Open(CacheRequest request, string output, CompileOptions options, Action<string> warn)
    {
        try
        {
            ObjectStore store = new(request.Folder, warn);
            store.Prepare();
            LlvmWordFiles words = LlvmWordFiles.Of(options.LlvmArguments);
            KeyRecord tools = ToolIdentity.AddTo(new KeyRecord(), new FileIdentities(request.Folder)).Add("llvm-files", words.Files);
            KeyRecord common = CompileKey.AddTo(tools.Copy().Add("value", "object of a partition"), options);
            return new RunCache(request, store, output, tools, common, words.WhyNot ?? (UsesLibLto(options) ? WithLibLto : null));
        }
        catch (Exception e) when (e is LtoParException or IOException or UnauthorizedAccessException)
        {
            warn($"{request.Folder.Path}: the cache is not used: {e.Message}");
            return null;
        }
    }

    /// <summary>
    /// Whether libLTO's code generators are used. Several at a time race for the level of code generation (its set_debug_options is global), so that not every
    /// object is the one that its options ask for: none of them may outlive its run.
    /// </summary>
    private static bool UsesLibLto(CompileOptions options) =>
        options.AddressSignificance || options.LlvmArguments.Any(word => CodeGenFlags.Find(word)?.Effect == FlagEffect.CodeGenerator);

    public CacheReport Report
    {
        get
        {
            lock (_lock)
            {
                return new CacheReport(_hits, _misses, [.. _notKept.Select(n => (n.Key, n.Value))]);
            }
        }
    }

    public (byte[]? Object, string Key) Find(int partition, ReadOnlySpan<byte> bitcode)
    {
        if (_whyNot is not null)
        {
            return (null, "");
        }

        KeyRecord record = CompileKey.Of(_common, bitcode);
        CacheKey key = record.Seal();
        byte[]? value = _store.Find(key);
        if (value is not null)
        {
            Interlocked.Increment(ref _hits);
            _keys[partition] = key.Hex;
        }
        else
        {
            _trails.Note(_output, SymbolText.PartitionName(partition), record.Parts);
        }

        return (value, key.Hex);
    }

    public void Keep(string key, PartitionResult result)
    {
        string? whyNot = _whyNot ?? (result.ReadsFiles ? WithFiles : result.Diagnostics.Count > 0 ? WithWarnings : null);
        if (whyNot is null)
        {
            Interlocked.Increment(ref _misses);
            _store.Store(new CacheKey(key), result.Object);
            _keys[result.Partition] = key;
            return;
        }

        lock (_lock)
        {
            _notKept[whyNot] = _notKept.GetValueOrDefault(whyNot) + 1;
        }
    }

    /// <summary>The record of a whole run; its input, its plan and its outputs are to be added.</summary>
    /// <param name="asked">The options of the whole way, settled.</param>
    /// <returns>Null: what LLVM is told has other effects than the objects.</returns>
    public KeyRecord? WholeRun(CompileOptions asked) =>
        _whyNot is null ? CompileKey.AddTo(_tools.Copy().Add("value", "whole program"), asked) : null;

    /// <returns>Null: the run was never made, or not all of what it made is there.</returns>
    public (IReadOnlyList<PartitionResult> Objects, IReadOnlyList<string?> Texts)? FindWhole(CacheKey key)
    {
        if (_store.Find(key) is not { } bytes)
        {
            return null;
        }

        WholeProgram whole = WholeProgram.Of(bytes);
        List<PartitionResult> objects = [];
        foreach (string part in whole.Objects)
        {
            if (_store.Find(new CacheKey(part)) is not { } code)
            {
                return null;
            }

            objects.Add(new PartitionResult(objects.Count, code, [], new PartitionTiming(default, default, default, 0)) { IsFromCache = true });
        }

        _hits += objects.Count;
        return (objects, whole.Texts);
    }

    /// <summary>Keeps a run for <see cref="FindWhole"/>, if all of its objects are in the cache.</summary>
    public void KeepWhole(CacheKey key, int partitions, IReadOnlyList<string?> texts)
    {
        if (_keys.Count == partitions)
        {
            _store.Store(key, new WholeProgram([.. Enumerable.Range(0, partitions).Select(p => _keys[p])], texts).ToBytes());
        }
    }

    /// <summary>To be called when the outputs are written: what is removed may still have been of use to this run.</summary>
    public void Finish()
    {
        if (_hits + _misses > 0)
        {
            new CacheCounters(_hits, _misses).AddTo(_request.Folder);
        }

        try
        {
            CachePruner.PruneIfDue(_request.Folder, _request.Policy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that may only be read is pruned by those who may write.
        }
    }
}
