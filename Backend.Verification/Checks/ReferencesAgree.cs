using LtoPar.Backend.Verification.Objects;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Checks;

/// <summary>
/// A reference says of its symbol what the definition says: thread-local or not (the code to reach it differs), and its visibility. What
/// stays undefined is as weak, as visible and as thread-local as in the one-partition object: a strong reference to what was weak fails the
/// link, a weak one gives null.
///
/// A reference of default visibility to a hidden definition is not a difference: LLVM does not mark references to variables whose value the
/// partition knows, and the linker takes the strictest of all entries.
/// </summary>
internal sealed class ReferencesAgree : ICheck
{
    public string Name => nameof(ReferencesAgree);

    public IEnumerable<string> Run(Comparison comparison)
    {
        foreach ((string name, List<Definition> references) in comparison.Parts.Undefined)
        {
            Definition? outside = comparison.One.UndefinedNamed(name) is [var first, ..] ? first : null;
            foreach (Definition reference in references)
            {
                // A symbol may be there under its own name and, hidden, under a promoted one.
                Definition? definition = comparison.Parts.GlobalsNamed(name)
                    .FirstOrDefault(d => d.Symbol.Name == reference.Symbol.Name) ?? comparison.Parts.GlobalNamed(name);
                string what = $"{Words.Partition(reference.Object)} refers to '{reference.Symbol.Name}'";
                string? problem = definition is not null ? Against(definition, reference.Symbol)
                    : outside is not null ? Against(outside.Symbol, reference.Symbol)
                    : null;
                if (problem is not null)
                {
                    yield return $"{what} {problem}";
                }
            }
        }
    }

    private static string? Against(Definition definition, ElfSymbol reference) =>
        IsTls(reference) != IsTls(definition.Symbol)
            ? $"as {Access(reference)}; {Words.Partition(definition.Object)} defines it as a {Words.Kind(definition.Symbol.Type)}"
            : reference.Visibility != ElfVisibility.Default && reference.Visibility != definition.Symbol.Visibility
                ? $"with {Words.Visibility(reference.Visibility)} visibility; {Words.Partition(definition.Object)} defines it with "
                    + $"{Words.Visibility(definition.Symbol.Visibility)}"
                : null;

    private static string? Against(ElfSymbol outside, ElfSymbol reference) =>
        IsTls(reference) != IsTls(outside) ? $"as {Access(reference)}; expected {Access(outside)}, as in the one-partition object"
            : reference.Binding != outside.Binding ? $"with a {Words.Binding(reference.Binding)} reference; expected "
                + $"{Words.Binding(outside.Binding)}, as in the one-partition object"
            : reference.Visibility != outside.Visibility
                ? $"with {Words.Visibility(reference.Visibility)} visibility; expected {Words.Visibility(outside.Visibility)}, as in the one-partition object"
                : null;

    private static bool IsTls(ElfSymbol symbol) => symbol.Type == ElfSymbolType.Tls;

    private static string Access(ElfSymbol symbol) => IsTls(symbol) ? "a thread-local variable" : "an ordinary symbol";
}
