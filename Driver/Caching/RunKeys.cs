using LtoPar.Backend;
using LtoPar.Cache;
using LtoPar.Cache.Keys;
using LtoPar.Platform;

namespace LtoPar.Driver.Caching;

/// <summary>
/// The keys of one run, which have the toolchain and the options in common. Hashing the libraries takes a tenth of a second. A cache's folder remembers it;
/// without one the user's does (<see cref="UserFolder"/>), and the first time, or where there is none, it is done on another thread, and who wants a key waits.
/// </summary>
internal sealed class RunKeys
{
    private readonly Task<KeyRecord?> _tools;
    private readonly Lazy<KeyRecord?> _partitions;

    /// <param name="request">What is asked for: the folder remembers hashes of libraries, and the distributor is in each key.</param>
    /// <param name="options">The partitions' options, settled.</param>
    /// <param name="llvmFiles">What the words for LLVM name.</param>
    /// <param name="warn">Is told what cannot be read: then there are no keys.</param>
    public RunKeys(CacheRequest request, CompileOptions options, IReadOnlyList<string> llvmFiles, Action<string> warn)
    {
        CacheFolder? folder = request.Local?.Folder;
        _tools = folder is null ? Task.Run(Read) : Task.FromResult(Read());
        _partitions = new(() => _tools.Result is { } tools ? CompileKey.AddTo(tools.Copy().Add("value", "object of a partition"), options) : null);

        KeyRecord? Read()
        {
            try
            {
                FileIdentities files = new(folder ?? UserFolder.Find());
                return ToolIdentity.AddTo(new KeyRecord(), files).Add("llvm-files", llvmFiles).Add("distributor", request.Distributor);
            }
            catch (Exception e) when (e is LtoParException or IOException or UnauthorizedAccessException)
            {
                warn($"the cache is not used: {e.Message}");
                return null;
            }
        }
    }

    /// <summary>Whether there are any.</summary>
    public bool Exist => _tools.Result is not null;

    /// <returns>Null: there are none.</returns>
    public KeyRecord? OfPartition(ReadOnlySpan<byte> bitcode) => _partitions.Value is { } common ? CompileKey.Of(common, bitcode) : null;

    /// <summary>The record of a whole run; its input, its plan and its outputs are to be added.</summary>
    /// <param name="asked">The options of the whole way, settled.</param>
    /// <returns>Null: there are none.</returns>
    public KeyRecord? OfWhole(CompileOptions asked) =>
        _tools.Result is { } tools ? CompileKey.AddTo(tools.Copy().Add("value", "whole program"), asked) : null;
}
