using LtoPar.Backend.Verification.Objects;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Checks;

/// <summary>
/// A relocation against a hidden symbol must find it in another partition: no shared library can give it. Excepted are symbols that the
/// one-partition object leaves hidden and undefined as well (another input of the link has them).
/// </summary>
internal sealed class HiddenResolves : ICheck
{
    public string Name => nameof(HiddenResolves);

    public IEnumerable<string> Run(Comparison comparison)
    {
        HashSet<string> reported = [];
        for (int i = 0; i < comparison.Parts.Objects.Count; i++)
        {
            ElfObject file = comparison.Parts.Objects[i];
            foreach (ElfSection section in file.Sections)
            {
                foreach (ElfRelocation relocation in section.Relocations)
                {
                    ElfSymbol symbol = file.Symbols[relocation.Symbol];
                    string name = comparison.Names.SourceName(symbol.Name);
                    if (symbol.IsDefined || relocation.Symbol == 0 || symbol.Visibility == ElfVisibility.Default
                        || comparison.Parts.GlobalsNamed(name).Count > 0
                        || comparison.One.UndefinedNamed(name).Any(d => d.Symbol.Visibility != ElfVisibility.Default)
                        || !reported.Add(symbol.Name))
                    {
                        continue;
                    }

                    yield return $"section '{section.Name}' of {Words.Partition(i)} refers to {Words.Visibility(symbol.Visibility)} symbol "
                        + $"'{symbol.Name}', which no partition defines";
                }
            }
        }
    }
}
