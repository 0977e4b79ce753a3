using System.Globalization;
using System.Text;
using LtoPar.CallGraph;
using LtoPar.Platform;

namespace LtoPar.Linkage;

/// <summary>
/// The identity of a link, which every promoted name carries. Two links whose objects can meet in one program must differ, since each may
/// promote a static of the same name (GCC's .lto_priv.0 clashes in two -r outputs).
///
/// It is told by the strong external names that it defines and the output's file name; a module without such names (nothing but constructors, or inline
/// functions that others have too) by all that it defines, sizes included. It may meet an output of the same file name and the same names, one of which is
/// given another name in between (objcopy --redefine-sym main=...). So the content counts as well. Two outputs of the same content and file name are one and
/// the same.
///
/// The objects of a final link (a program, a shared library) meet no other link's: it needs no identity, and its promoted names outlive edits.
/// </summary>
public static class UniqueLinkId
{
    /// <param name="outputName">The output's file name without its folder, so that a build in another folder gives the same bytes.</param>
    /// <param name="content">The hash of the module's content (InputModule.HashContent).</param>
    public static string Of(SymbolTable symbols, string outputName, string content)
    {
        List<string> names = [.. Defined(symbols).Where(s => symbols.Linkage[s] == SymbolLinkage.External).Select(s => symbols.Names[s])];
        if (names.Count == 0)
        {
            names = [.. Defined(symbols).Select(s => string.Create(CultureInfo.InvariantCulture, $"{symbols.Names[s]} {symbols.Size[s]}"))];
        }

        names.Sort(StringComparer.Ordinal);
        names.Add(outputName);
        names.Add(content);

        ulong hash = StableHash.Of(Encoding.UTF8.GetBytes(string.Join('\0', names)));
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<int> Defined(SymbolTable symbols) => Enumerable.Range(0, symbols.Count).Where(symbols.NeedsPartition);
}
