using LtoPar.Backend.Verification.Objects;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Checks;

/// <summary>
/// A symbol that no partition defines was undefined before: in the one-partition object, or, after post-IPO passes, which may have removed the last
/// reference there, declared by the input. In code generation the other way round too: a reference that is gone may keep an archive's
/// member out of the link.
/// </summary>
internal sealed class NothingNewlyUndefined : ICheck
{
    /// <summary>The functions that passes and code generation call of their own accord, when a loop or a copy looks like one of these.</summary>
    private static readonly HashSet<string> s_libraryCalls = ["memcpy", "memmove", "memset", "memcmp", "bcmp", "strlen", "wcslen"];

    public string Name => nameof(NothingNewlyUndefined);

    public IEnumerable<string> Run(Comparison comparison)
    {
        foreach ((string name, List<Definition> references) in comparison.Parts.Undefined)
        {
            if (comparison.Parts.GlobalsNamed(name).Count > 0 || comparison.One.UndefinedNamed(name).Count > 0)
            {
                continue;
            }

            SourceSymbol? source = comparison.Names.Find(name);
            bool mayAppear = !comparison.IsExact && (source is { IsPlaced: false } || s_libraryCalls.Contains(name));
            if (!mayAppear)
            {
                string found = comparison.Parts.LocalsNamed(name) is { Count: > 0 } locals ? $"; {Words.Partitions(locals)} keeps it local" : "";
                yield return $"symbol {Quoted(name, references[0].Symbol)} is undefined in {Words.Partitions(references)} and no partition defines it{found}; "
                    + "expected a definition, since the one-partition object does not leave it undefined";
            }
        }

        foreach ((string name, List<Definition> _) in comparison.One.Undefined)
        {
            if (comparison.IsExact && comparison.Parts.UndefinedNamed(name).Count == 0)
            {
                yield return $"symbol '{name}' is referred to by the one-partition object and by no partition";
            }
        }
    }

    private static string Quoted(string name, ElfSymbol symbol) => name == symbol.Name ? $"'{name}'" : $"'{name}' ({symbol.Name})";
}
