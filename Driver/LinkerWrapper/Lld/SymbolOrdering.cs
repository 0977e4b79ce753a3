using LtoPar.Platform.Files;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// The order of functions in ld.lld's second link. A file that the user gives names statics as the sources do, and some of them are called
/// otherwise now: the new names are added. Without one, a profiled program is laid out by its whole call graph; the objects' own profiles, which
/// lld would go by, each know the calls of one partition.
/// </summary>
internal sealed class SymbolOrdering(IReadOnlyList<LinkWord> words, ScratchFolder scratch)
{
    private const string Option = "symbol-ordering-file";

    private readonly string? _given = LinkLine.ValueOf(words, Option);
    private readonly bool _isOrderedOtherwise = words.Any(w => w.Is("call-graph-ordering-file", "no-call-graph-profile-sort", "irpgo-profile"));

    /// <summary>The arguments that make lto-par write it.</summary>
    public IReadOnlyList<string> Arguments => _given is not null ? [$"--promotion-map={MapFile}"] : _isOrderedOtherwise ? [] : [$"--symbol-order={OrderFile}"];

    /// <summary>The file that the user names, or a temporary one.</summary>
    private string MapFile => LldOptions.OwnValue(words, "--promotion-map") ?? Path.Combine(scratch.Path, "promotion-map.tsv");

    private string OrderFile => (_given is null ? LldOptions.OwnValue(words, "--symbol-order") : null) ?? Path.Combine(scratch.Path, "symbol-order.txt");

    public List<LinkWord> Apply(List<LinkWord> line)
    {
        if (_given is not null)
        {
            Translate(_given);
            return [.. line.Where(w => !w.Is(Option)), Ordering()];
        }

        // A function that was inlined everywhere, or collected, is no reason to warn: the user did not name it.
        return _isOrderedOtherwise || new FileInfo(OrderFile).Length == 0
            ? line
            : [.. line, Ordering(), new LinkWord(["--no-warn-symbol-ordering"], "no-warn-symbol-ordering", null)];
    }

    private LinkWord Ordering() => new([$"--{Option}={OrderFile}"], Option, OrderFile);

    private void Translate(string given)
    {
        Dictionary<string, string> promoted = new(StringComparer.Ordinal);
        foreach (string[] names in File.ReadLines(MapFile).Select(l => l.Split('\t')).Where(n => n.Length == 2))
        {
            promoted[names[0]] = names[1];
        }

        OutputFile.Guard(OrderFile, () => File.WriteAllLines(
            OrderFile, File.ReadLines(given).SelectMany(l => promoted.TryGetValue(l.Trim(), out string? name) ? new[] { name } : [l])));
    }
}
