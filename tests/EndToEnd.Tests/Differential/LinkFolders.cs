using System.Collections.Concurrent;

namespace LtoPar.EndToEnd.Tests.Differential;

/// <summary>The link cases of tests/suites/differential, each compiled once for all linkers.</summary>
public sealed class LinkFolders : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<LinkFolder>> _made = new(StringComparer.Ordinal);

    /// <summary>Gets the cases, sorted by name.</summary>
    internal LinkCase[] Cases { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Tools.Root, "tests/suites/differential"), "*.txt").Order(StringComparer.Ordinal).Select(LinkCase.Read)];

    public void Dispose() => _folder.Dispose();

    internal LinkFolder Of(LinkCase one) =>
        _made.GetOrAdd(one.Name, _ => new Lazy<LinkFolder>(() => new LinkFolder(one, Directory.CreateDirectory(_folder.File(one.Name)).FullName))).Value;
}
