using LtoPar.Backend.Verification.Objects;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Checks;

/// <summary>
/// A section that one symbol has for itself has the same bytes and the same relocations, to the same targets, in its partition: variables
/// always, functions when the stage is code generation alone. Together with <see cref="SameDefinitions"/> this says that the partitions are
/// the one-partition object, taken apart.
///
/// A reference inside one section that the assembler resolved in one object and left to the linker in the other (a promoted function that
/// calls itself) is resolved before comparing. Targets are places, not names (<see cref="RelocationTargets"/>).
/// </summary>
internal sealed class SameContents : ICheck
{
    public string Name => nameof(SameContents);

    public IEnumerable<string> Run(Comparison comparison)
    {
        // Tables of code follow the code, and variables that only the program sees are what the passes made of them.
        if (comparison.HasRunIpo)
        {
            yield break;
        }

        Dictionary<string, (int Object, ElfSection Section)> one = Own(comparison, comparison.One);
        Dictionary<string, (int Object, ElfSection Section)> parts = Own(comparison, comparison.Parts);
        RelocationTargets expectedTargets = new(comparison, comparison.One);
        RelocationTargets foundTargets = new(comparison, comparison.Parts);
        foreach ((string name, (int file, ElfSection expected)) in one)
        {
            if (!parts.TryGetValue(name, out (int Object, ElfSection Section) part) || (!comparison.ComparesCode && expected.Has(ElfConstants.ShfExecinstr)))
            {
                continue;
            }

            if (PlacedCode.Differs(comparison, expected, part.Object, part.Section))
            {
                continue;
            }

            ResolvedSection left = ResolvedSection.Of(expectedTargets, file, expected);
            ResolvedSection right = ResolvedSection.Of(foundTargets, part.Object, part.Section);
            if (left.FindDifference(right) is { } difference)
            {
                yield return $"section '{part.Section.Name}' of {Words.Partition(part.Object)} {difference}";
            }
        }
    }

    /// <summary>Sections by source name; a name that comes twice in one object set says nothing about which is which, and is left out.</summary>
    private static Dictionary<string, (int Object, ElfSection Section)> Own(Comparison comparison, ObjectSet set)
    {
        Dictionary<string, (int Object, ElfSection Section)> sections = new(StringComparer.Ordinal);
        HashSet<string> twice = [];
        for (int i = 0; i < set.Objects.Count; i++)
        {
            foreach (ElfSection section in set.Objects[i].Sections.Where(comparison.IsOwn))
            {
                string name = comparison.Names.SourceSection(section.Name);
                if (!sections.TryAdd(name, (i, section)))
                {
                    twice.Add(name);
                }
            }
        }

        foreach (string name in twice)
        {
            sections.Remove(name);
        }

        return sections;
    }
}
