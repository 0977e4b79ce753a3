using LtoPar.Backend.Verification.Objects;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Checks;

/// <summary>
/// Symbols that overlap in the one-partition object (an alias and its target, an alias into the middle of a variable) overlap in a
/// partition, at the same distance.
/// </summary>
internal sealed class AliasesAlike : ICheck
{
    public string Name => nameof(AliasesAlike);

    public IEnumerable<string> Run(Comparison comparison)
    {
        foreach (ElfObject file in comparison.One.Objects)
        {
            foreach (IGrouping<int, ElfSymbol> section in file.Symbols.Where(s => s.IsNamed && s.Section > 0 && s.Size > 0).GroupBy(s => s.Section))
            {
                ElfSymbol? outer = null;
                foreach (ElfSymbol inner in section.OrderBy(s => s.Value).ThenByDescending(s => s.Size).ThenBy(s => s.Index))
                {
                    if (outer is null || inner.Value >= outer.Value + outer.Size)
                    {
                        outer = inner;
                    }
                    else if (Compare(comparison, outer, inner) is { } difference)
                    {
                        yield return difference;
                    }
                }
            }
        }
    }

    private static string? Compare(Comparison comparison, ElfSymbol outer, ElfSymbol inner)
    {
        Definition[] outers = [.. comparison.Parts.Named(outer.Name)];
        Definition[] inners = [.. comparison.Parts.Named(inner.Name)];
        ulong distance = inner.Value - outer.Value;
        // A symbol that is gone is another check's finding, or passes dropped it.
        return outers.Length == 0 || inners.Length == 0
            || outers.Any(o => inners.Any(i => o.Object == i.Object && o.Symbol.Section == i.Symbol.Section && i.Symbol.Value - o.Symbol.Value == distance))
            ? null
            : $"{Words.Symbol(inner.Name, inner)} is at {Place(inners[0])}, '{outer.Name}' at {Place(outers[0])}; expected "
                + $"{Words.Number(distance)} bytes after the start of '{outer.Name}'";
    }

    private static string Place(Definition definition) =>
        $"offset {Words.Number(definition.Symbol.Value)} of '{definition.Section?.Name}' in {Words.Partition(definition.Object)}";
}
