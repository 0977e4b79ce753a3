using LtoPar.Backend.Verification.Objects;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Checks;

/// <summary>
/// A function that can be unwound in the one-partition object can be unwound in its partition: .eh_frame describes it. Functions are known by
/// their sections; those that share one are not told apart, those that passes dropped are not missed.
/// </summary>
internal sealed class UnwindTablesAlike : ICheck
{
    public string Name => nameof(UnwindTablesAlike);

    public IEnumerable<string> Run(Comparison comparison)
    {
        SortedDictionary<string, int> one = Described(comparison, comparison.One);
        SortedDictionary<string, int> parts = Described(comparison, comparison.Parts);
        HashSet<string> present = [.. comparison.Parts.Objects.SelectMany(o => o.Sections).Select(s => comparison.Names.SourceSection(s.Name))];
        foreach (string section in one.Keys.Where(s => present.Contains(s) && !parts.ContainsKey(s)))
        {
            yield return $"no unwind table describes section '{section}' of the partitions; expected one, as in the one-partition object";
        }
    }

    private static SortedDictionary<string, int> Described(Comparison comparison, ObjectSet set)
    {
        SortedDictionary<string, int> sections = new(StringComparer.Ordinal);
        for (int i = 0; i < set.Objects.Count; i++)
        {
            ElfObject file = set.Objects[i];
            foreach (ElfRelocation relocation in file.Sections.Where(s => s.Name == ".eh_frame").SelectMany(s => s.Relocations))
            {
                if (file.SectionOf(file.Symbols[relocation.Symbol]) is { } section && section.Has(ElfConstants.ShfExecinstr) && comparison.IsOwn(section))
                {
                    sections.TryAdd(comparison.Names.SourceSection(section.Name), i);
                }
            }
        }

        return sections;
    }
}
