using System.Globalization;
using System.Text;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Bitcode.Symbols;
using LtoPar.Llvm.Assembly;
using LtoPar.Platform;

namespace LtoPar.Backend.Merging;

/// <summary>
/// Names of locals that do not depend on the order of the files. Left alone, LLVM calls the first "init" it meets init, the second init.1 and
/// so on: another order on the command line, or one more file at its front, and every number moves, with them the names in profiles, the
/// promoted names of partitions, and so the objects of partitions that were not edited.
///
/// So where a local's name is in more than one file, or is a global symbol's too, every copy becomes <c>name.local.HASH</c>. HASH tells the file: its source
/// file's name without the folder, and where several files of the link have that name, the strong definitions that other files see as well. These stay as they
/// are when a body is edited, and no two files of a link have the same ones. Where files define no such symbol, or are one file twice, a hash of the content
/// decides, and the order alone between equal bytes. Names that are there once stay: people read them.
///
/// A local that llvm.used or module-level assembly names keeps its spelling, for code outside may count on it.
/// </summary>
internal sealed class LocalNames
{
    private const string Marker = ".local.";

    private readonly HashSet<string> _ambiguous;
    private readonly string[] _suffixes;
    private readonly HashSet<string>?[] _inAssembly;

    private LocalNames(HashSet<string> ambiguous, string[] suffixes, HashSet<string>?[] inAssembly)
    {
        _ambiguous = ambiguous;
        _suffixes = suffixes;
        _inAssembly = inAssembly;
    }

    public static LocalNames Of(IReadOnlyList<SourceModule> sources)
    {
        HashSet<string> locals = new(StringComparer.Ordinal);
        HashSet<string> globals = new(StringComparer.Ordinal);
        HashSet<string> ambiguous = new(StringComparer.Ordinal);
        HashSet<string>?[] inAssembly = new HashSet<string>?[sources.Count];
        foreach (SourceModule source in sources)
        {
            bool hasAssembly = false;
            foreach (IrSymbol symbol in source.Table.Symbols)
            {
                if (symbol.IrName.Length == 0)
                {
                    hasAssembly = true;
                }
                else if (symbol.IsGlobal)
                {
                    globals.Add(symbol.IrName);
                }
                else if (!locals.Add(symbol.IrName))
                {
                    ambiguous.Add(symbol.IrName);
                }
            }

            inAssembly[source.Index] = hasAssembly ? ModuleAsmText.Words(source.Bytes) : null;
        }

        locals.IntersectWith(globals);
        ambiguous.UnionWith(locals);
        return new LocalNames(ambiguous, Suffixes(sources), inAssembly);
    }

    /// <summary>The name that a local gets; null: it keeps its own.</summary>
    public string? NewName(SourceModule source, in IrSymbol symbol) =>
        _ambiguous.Contains(symbol.IrName) && (symbol.Flags & IrSymbolFlags.Used) == 0 && _inAssembly[source.Index]?.Contains(symbol.IrName) != true
            ? Unique(source, symbol.IrName)
            : null;

    /// <summary>A local that keeps its name although another file uses it as well; null: there is no such local.</summary>
    public string? KeptTwice(SourceModule source)
    {
        foreach (IrSymbol symbol in source.Table.Symbols)
        {
            if (!symbol.IsGlobal && _ambiguous.Contains(symbol.IrName) && NewName(source, symbol) is null
                && (symbol.Flags & IrSymbolFlags.FormatSpecific) == 0)
            {
                return symbol.IrName;
            }
        }

        return null;
    }

    /// <summary>A name that no other file has.</summary>
    public string Unique(SourceModule source, string name) => name + _suffixes[source.Index];

    private static string[] Suffixes(IReadOnlyList<SourceModule> sources)
    {
        string[] suffixes = new string[sources.Count];
        HashSet<string> seen = new(StringComparer.Ordinal);
        HashSet<string> shared = [.. sources.Select(FileName).Where(name => !seen.Add(name))];
        foreach (IGrouping<uint, SourceModule> group in sources.GroupBy(s => Identity(s, shared.Contains(FileName(s)))))
        {
            string suffix = Marker + group.Key.ToString("x8", CultureInfo.InvariantCulture);
            int rank = 0;
            IEnumerable<SourceModule> members = group.Count() == 1 ? group : group.OrderBy(s => StableHash.Of(s.Bytes)).ThenBy(s => s.Index);
            foreach (SourceModule source in members)
            {
                suffixes[source.Index] = rank == 0 ? suffix : string.Create(CultureInfo.InvariantCulture, $"{suffix}.{rank}");
                rank++;
            }
        }

        return suffixes;
    }

    /// <param name="isShared">Whether another file of the link has its name.</param>
    private static uint Identity(SourceModule source, bool isShared)
    {
        const IrSymbolFlags NotStrong = IrSymbolFlags.Undefined | IrSymbolFlags.Weak | IrSymbolFlags.Common;
        List<string> names = isShared ? [.. source.Table.Symbols.Where(s => s.IsForLinker && (s.Flags & NotStrong) == 0).Select(s => s.Name)] : [];
        names.Sort(StringComparer.Ordinal);
        names.Add(FileName(source));
        return (uint)StableHash.Of(Encoding.UTF8.GetBytes(string.Join('\0', names)));
    }

    private static string FileName(SourceModule source) => Path.GetFileName(source.Table.SourceFile);
}
