using LtoPar.Backend.Verification.Objects;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Checks;

/// <summary>Sections that --gc-sections must keep (SHF_GNU_RETAIN, from llvm.used) are the same ones, by name.</summary>
internal sealed class RetainedSectionsAlike : ICheck
{
    public string Name => nameof(RetainedSectionsAlike);

    public IEnumerable<string> Run(Comparison comparison)
    {
        SortedDictionary<string, int> one = Retained(comparison, comparison.One);
        SortedDictionary<string, int> parts = Retained(comparison, comparison.Parts);
        foreach (string section in one.Keys.Except(parts.Keys))
        {
            yield return $"section '{section}' is retained in the one-partition object and in no partition";
        }

        foreach (string section in parts.Keys.Except(one.Keys))
        {
            yield return $"section '{section}' of {Words.Partition(parts[section])} is retained, and not in the one-partition object";
        }
    }

    private static SortedDictionary<string, int> Retained(Comparison comparison, ObjectSet set)
    {
        SortedDictionary<string, int> names = new(StringComparer.Ordinal);
        for (int i = 0; i < set.Objects.Count; i++)
        {
            foreach (ElfSection section in set.Objects[i].Sections.Where(s => s.Has(ElfConstants.ShfGnuRetain)))
            {
                names.TryAdd(comparison.Names.SourceSection(section.Name), i);
            }
        }

        return names;
    }
}
