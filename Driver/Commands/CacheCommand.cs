using System.CommandLine;
using System.Globalization;
using LtoPar.Cache;
using LtoPar.Cache.Pruning;
using LtoPar.Driver.Caching;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Help;
using LtoPar.Driver.Terminals;
using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par cache stats|prune|clear|why" looks at the cache, and removes from it.</summary>
internal sealed class CacheCommand : Command, IHelpTopic
{
    private const string Actions = "say stats, prune, clear, or why OUTPUT [pNN]";

    private readonly Argument<string[]> _words = new("ACTION") { Description = Actions, Arity = ArgumentArity.ZeroOrMore };
    private readonly CacheOptions _cache = new();

    public CacheCommand()
        : base("cache", "Look at the cache, or remove from it")
    {
        Arguments.Add(_words);
        _cache.Group.AddTo(this);
        SetAction(Run);
    }

    public HelpPage Help => new(
        """
        Looks at the cache of compiled partitions, or removes from it.

        Usage:
          lto-par cache stats                  entries, bytes, and hits and misses of all runs
          lto-par cache prune                  remove what the policy says, now
          lto-par cache clear                  remove all entries, and nothing else that may be in the folder
          lto-par cache why OUTPUT [pNN]       what made partitions of OUTPUT be compiled again: which parts of their keys, and which functions and variables

        The cache is that of --cache-dir, or of the environment variable LTO_PAR_CACHE_DIR.
        """,
        [_cache.Group, new HelpGroup("Output", [ColorOption.Option, LlvmLibraryOption.Option])]);

    private int Run(ParseResult result)
    {
        string[] words = result.GetValue(_words) ?? [];
        string text = words switch
        {
            ["stats"] => Stats(Folder(result)),
            ["prune"] => Text(CachePruner.Prune(Folder(result), _cache.Require(result).Policy)),
            ["clear"] => Text(CachePruner.Clear(Folder(result))),
            ["why", var output] => Why(Folder(result), output, null),
            ["why", var output, var partition] => Why(Folder(result), output, partition),
            _ => throw new LtoParException(null, words.Length == 0 ? $"cache: {Actions}" : $"cache: cannot do '{string.Join(' ', words)}'; {Actions}"),
        };
        StandardOutput.Write(result, text);
        return 0;
    }

    private CacheFolder Folder(ParseResult result) => _cache.Require(result).Folder is var folder && Directory.Exists(folder.Path)
        ? folder
        : throw new LtoParException(folder.Path, "no such directory; runs with --cache-dir make it");

    private static string Stats(CacheFolder folder)
    {
        CacheContents contents = CacheContents.Of(folder);
        CacheCounters counters = CacheCounters.Read(folder);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"folder {folder.Path}\nentries {contents.Entries}\nbytes {contents.Bytes}\nhits {counters.Hits}\nmisses {counters.Misses}\n");
    }

    private static string Text(PruneResult pruned) => string.Create(
        CultureInfo.InvariantCulture,
        $"removed {pruned.Removed} files, {pruned.RemovedBytes} bytes; left {pruned.Left} files, {pruned.LeftBytes} bytes\n");

    private static string Why(CacheFolder folder, string output, string? partition)
    {
        string path = Path.GetFullPath(output);
        (string Name, KeyTrail? Trail)[] all =
            [.. Enumerable.Range(0, int.MaxValue).Select(SymbolText.PartitionName).Select(Find).TakeWhile(p => p.Trail is not null)];
        ChangedCode changes = new(folder, [.. all.Select(p => p.Trail).OfType<KeyTrail>()]);
        string[] lines = [.. from p in partition is null ? all : [Find(partition)]
            where p.Trail is not null
            select $"{p.Name}: {Text(p.Trail)}{changes.Text(p.Trail)}\n"];
        return lines.Length > 0
            ? string.Concat(lines)
            : throw new LtoParException(output, $"the cache knows no {partition ?? "partition"} of it; name an output that was made with this cache");

        (string Name, KeyTrail? Trail) Find(string name) => (name, KeyTrails.Find(folder, path, name));
    }

    private static string Text(KeyTrail trail)
    {
        string what = trail.Before.Count == 0 ? "was compiled for the first time" : $"was compiled again: {string.Join(", ", trail.Differences)} changed";
        return string.Create(CultureInfo.InvariantCulture, $"{what} ({trail.Changed:yyyy-MM-dd HH:mm:ss} UTC)");
    }
}
