using LtoPar.Backend.Verification.Objects;

namespace LtoPar.Backend.Verification.Checks;

/// <summary>
/// Exactly one partition defines what others can refer to. Two strong definitions do not link; of two weak ones the linker would take the
/// first, whichever that is. Excepted: what code generation makes in every object that needs it, in a comdat of its own.
/// </summary>
internal sealed class NothingDefinedTwice : ICheck
{
    public string Name => nameof(NothingDefinedTwice);

    public IEnumerable<string> Run(Comparison comparison) =>
        from entry in comparison.Parts.Globals
        where entry.Value.Count > 1 && !entry.Value.All(d => comparison.IsMadeByCodegen(entry.Key, d))
            && !IsAliased(comparison, entry)
        select $"{Words.Symbol(entry.Key, entry.Value[0].Symbol)} is defined by {Words.Partitions(entry.Value)}; expected one of them";

    /// <summary>A visible symbol that assembly names keeps its name and has a promoted one beside it, in one partition.</summary>
    private static bool IsAliased(Comparison comparison, KeyValuePair<string, List<Definition>> entry) =>
        comparison.Names.Find(entry.Key)?.Promoted is not null
        && entry.Value.Select(d => d.Symbol.Name).Distinct().Count() == entry.Value.Count
        && entry.Value.Select(d => d.Object).Distinct().Count() == 1;
}
