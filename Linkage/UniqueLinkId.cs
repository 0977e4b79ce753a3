using System.Globalization;
using System.Text;
using LtoPar.CallGraph;

namespace LtoPar.Linkage;

/// <summary>
/// The identity of a link, which every promoted name carries. Two links whose objects can meet in one program must differ, since each may
/// promote a static of the same name (GCC's .lto_priv.0 clashes in two -r outputs); one link must keep its identity over edits, or every
/// promoted name and every cached object would change. The strong external names a module defines do both: two modules that define the same
/// ones cannot be linked together anyway. A module without (nothing but constructors, or inline functions that others have too) is told by all
/// that it defines, sizes included. The output's file name is added for two that are equal even so.
/// </summary>
public static class UniqueLinkId
{
    /// <param name="outputName">The output's file name without its folder, so that a build in another folder gives the same bytes.</param>
    public static string Of(SymbolTable symbols, string outputName)
    {
        List<string> names = [.. Defined(symbols).Where(s => symbols.Linkage[s] == SymbolLinkage.External).Select(s => symbols.Names[s])];
        if (names.Count == 0)
        {
            names = [.. Defined(symbols).Select(s => string.Create(CultureInfo.InvariantCulture, $"{symbols.Names[s]} {symbols.Size[s]}"))];
        }

        names.Sort(StringComparer.Ordinal);
        names.Add(outputName);
        ulong hash = StableHash.Of(Encoding.UTF8.GetBytes(string.Join('\0', names)));
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<int> Defined(SymbolTable symbols) => Enumerable.Range(0, symbols.Count).Where(symbols.NeedsPartition);
}
