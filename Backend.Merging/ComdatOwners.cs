using System.Text;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Bitcode.Symbols;

namespace LtoPar.Backend.Merging;

/// <summary>
/// Decides which file a comdat group comes from. Linkers choose groups whole, so the prevailing members of one are all in one file; but old ones
/// that choose by symbol may split them. LLVM's linker takes the first file's group and drops the other's members, prevailing or not, so
/// what prevails outside the first file leaves the group.
/// </summary>
internal sealed class ComdatOwners
{
    private readonly Dictionary<string, SourceModule> _owners = new(StringComparer.Ordinal);

    public ComdatOwners(IReadOnlyList<SourceModule> sources)
    {
        foreach (SourceModule source in sources)
        {
            for (int i = 0; i < source.Table.Symbols.Count; i++)
            {
                if (source.Table.Symbols[i].Comdat >= 0 && source.Prevails(i) && Group(source, i) is { } group)
                {
                    _owners.TryAdd(group, source);
                }
            }
        }
    }

    /// <summary>Whether a prevailing symbol can stay in its group.</summary>
    public bool Keeps(SourceModule source, int symbol) => Group(source, symbol) is not { } group || _owners[group] == source;

    private static string? Group(SourceModule source, int symbol)
    {
        IrComdat comdat = source.Table.Comdats[source.Table.Symbols[symbol].Comdat];
        return comdat.NoDeduplicate ? null : Encoding.Latin1.GetString(comdat.Name);
    }
}
