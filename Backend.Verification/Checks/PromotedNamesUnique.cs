using LtoPar.Backend.Verification.Objects;

namespace LtoPar.Backend.Verification.Checks;

/// <summary>
/// A promoted name means one symbol: nothing in the one-partition object is called so, defined there or expected from outside, but the symbol itself
/// where it keeps its name, and no partition but one has an entry that defines it.
/// </summary>
internal sealed class PromotedNamesUnique : ICheck
{
    public string Name => nameof(PromotedNamesUnique);

    public IEnumerable<string> Run(Comparison comparison)
    {
        HashSet<string> taken = [.. comparison.One.Objects.SelectMany(o => o.Symbols).Where(s => s.IsNamed).Select(s => s.Name)];
        foreach (SourceSymbol symbol in comparison.Names.Symbols)
        {
            if (symbol.Promoted is { } promoted && promoted != symbol.Name && taken.Contains(promoted))
            {
                yield return $"symbol '{symbol.Name}' was promoted to '{promoted}', a name that the one-partition object has too; expected a new one";
            }
        }

        foreach (IGrouping<string, SourceSymbol> group in comparison.Names.Symbols.Where(s => s.Promoted is not null).GroupBy(s => s.Promoted!))
        {
            if (group.Count() > 1)
            {
                yield return $"symbols {string.Join(" and ", group.Select(s => $"'{s.Name}'"))} were both promoted to '{group.Key}'; expected two names";
            }
        }
    }
}
