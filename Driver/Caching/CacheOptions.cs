using System.CommandLine;
using LtoPar.Cache;
using LtoPar.Cache.Pruning;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Help;
using LtoPar.Platform;

namespace LtoPar.Driver.Caching;

/// <summary>The options that say where objects are kept for later runs, and which of them for how long.</summary>
internal sealed class CacheOptions
{
    /// <summary>The folder where no option names one; LTO_PAR_CACHE is another thing, of the scripts.</summary>
    public const string EnvironmentVariable = "LTO_PAR_CACHE_DIR";

    private readonly Option<string?> _folder = OptionFactory.Text(
        "--cache-dir", "DIR", $"Take objects that were compiled before from here, and keep new ones (default: {EnvironmentVariable}, else no cache)");

    private readonly Option<CachePolicy?> _policy = OptionFactory.Scalar<CachePolicy?>(
        "--cache-policy", "POLICY", "What is removed from it at the end of runs, in ThinLTO's words, as prune_after=24h:cache_size_bytes=2g",
        CachePolicy.Parse);

    public HelpGroup Group => new("Cache", [_folder, _policy]);

    /// <summary>The options of both kinds of cache.</summary>
    public HelpGroup GroupWith(RemoteCacheOptions remote) => Group with { Options = [.. Group.Options, .. remote.All] };

    /// <returns>Null: no cache is asked for.</returns>
    public LocalCache? Read(ParseResult result)
    {
        string? folder = result.GetValue(_folder) ?? Environment.GetEnvironmentVariable(EnvironmentVariable);
        return string.IsNullOrEmpty(folder) ? null : new LocalCache(new CacheFolder(Path.GetFullPath(folder)), Policy(result));
    }

    /// <exception cref="LtoParException">No cache is named.</exception>
    public LocalCache Require(ParseResult result) =>
        Read(result) ?? throw new LtoParException(null, $"which cache? name its folder with --cache-dir=DIR, or in {EnvironmentVariable}");

    private CachePolicy Policy(ParseResult result) => result.GetValue(_policy) ?? CachePolicy.Default;
}
