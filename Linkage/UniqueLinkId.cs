using System.Globalization;
using System.Text;
using LtoPar.CallGraph;

namespace LtoPar.Linkage;

/// <summary>
/// The identity of a link, which every promoted name carries. Two links whose objects can meet in one program must differ, since each may
/// promote a static of the same name (GCC's .lto_priv.0 clashes in two -r outputs); one link must keep its identity over edits, or every
/// promoted name and every cached object would change. The external names a module defines do both: two modules that define the same ones
/// cannot be linked together anyway. The output's file name is added for modules that define none.
/// </summary>
public static class UniqueLinkId
{
    /// <param name="outputName">The output's file name without its folder, so that a build in another folder gives the same bytes.</param>
    public static string Of(SymbolTable symbols, string outputName)
    {
        List<string> names = [];
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            if (symbols.NeedsPartition(symbol) && !symbols.Linkage[symbol].IsLocal())
            {
                names.Add(symbols.Names[symbol]);
            }
        }

        names.Sort(StringComparer.Ordinal);
        names.Add(outputName);
        ulong hash = StableHash.Of(Encoding.UTF8.GetBytes(string.Join('\0', names)));
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
