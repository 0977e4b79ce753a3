using LtoPar.Backend.Merging.Sources;
using LtoPar.Bitcode.Symbols;

namespace LtoPar.Backend.Merging.Segments;

/// <summary>Finds the symbols that one segment defines and a file of another names. Pure: LLVM is not asked.</summary>
internal static class CrossingNames
{
    /// <param name="segmentOf">The segment of each file.</param>
    public static IReadOnlySet<string> Of(IReadOnlyList<SourceModule> sources, IReadOnlyList<int> segmentOf, GlobalResolutions resolutions)
    {
        HashSet<string> crossing = new(StringComparer.Ordinal);
        foreach (SourceModule source in sources)
        {
            foreach (IrSymbol symbol in source.Table.Symbols)
            {
                if (symbol.IsForLinker && resolutions.Find(symbol.Name) is { Prevailing: { } definer, IrName: { Length: > 0 } name }
                    && segmentOf[definer.Index] != segmentOf[source.Index])
                {
                    crossing.Add(name);
                }
            }
        }

        return crossing;
    }
}
