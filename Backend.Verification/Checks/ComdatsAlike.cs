using LtoPar.Backend.Verification.Objects;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Checks;

/// <summary>
/// Every section group of the one-partition object is in one partition, of the same kind and with the same members: a linker drops a comdat
/// whole, so a member that is elsewhere would be left over or missing. After post-IPO passes a group may be gone when all in it may go, and
/// members that code generation makes (tables, constant pools) are not compared.
/// </summary>
internal sealed class ComdatsAlike : ICheck
{
    public string Name => nameof(ComdatsAlike);

    public IEnumerable<string> Run(Comparison comparison)
    {
        HashSet<int>[] oneSections = SectionsOfInput(comparison, comparison.One);
        HashSet<int>[] partsSections = SectionsOfInput(comparison, comparison.Parts);
        ILookup<string, (int Object, ElfGroup Group)> one = Groups(comparison, comparison.One);
        ILookup<string, (int Object, ElfGroup Group)> parts = Groups(comparison, comparison.Parts);
        foreach (IGrouping<string, (int Object, ElfGroup Group)> entry in one)
        {
            (int _, ElfGroup expected) = entry.First();
            (int Object, ElfGroup Group)[] found = [.. parts[entry.Key]];
            string[] members = Members(comparison, comparison.One.Objects[0], oneSections[0], expected);
            if (found.Length == 0)
            {
                if (comparison.IsExact || comparison.Names.Find(entry.Key) is not { IsDiscardable: true })
                {
                    yield return $"comdat '{entry.Key}' is in no partition; expected its sections {List(members)}";
                }

                continue;
            }

            if (found.Length > 1 && comparison.Names.Find(entry.Key) is not null)
            {
                yield return $"comdat '{entry.Key}' is in {string.Join(" and ", found.Select(f => Words.Partition(f.Object)))}; expected one of them";
            }

            foreach ((int partition, ElfGroup group) in found)
            {
                if (group.IsComdat != expected.IsComdat)
                {
                    yield return $"group '{entry.Key}' in {Words.Partition(partition)} is {Kind(group)}; expected {Kind(expected)}";
                }

                string[] actual = Members(comparison, comparison.Parts.Objects[partition], partsSections[partition], group);
                if (!actual.SequenceEqual(members, StringComparer.Ordinal))
                {
                    yield return $"comdat '{entry.Key}' in {Words.Partition(partition)} has sections {List(actual)}; expected {List(members)}";
                }
            }
        }

        foreach (IGrouping<string, (int Object, ElfGroup Group)> entry in parts.Where(g => !one.Contains(g.Key)))
        {
            bool mayAppear = !comparison.IsExact && comparison.Names.Find(entry.Key) is null or { IsDiscardable: true };
            if (!mayAppear)
            {
                yield return $"comdat '{entry.Key}' in {Words.Partition(entry.First().Object)} is not in the one-partition object";
            }
        }
    }

    private static ILookup<string, (int Object, ElfGroup Group)> Groups(Comparison comparison, ObjectSet set) =>
        set.Objects.SelectMany((o, i) => o.Groups.Select(g => (Object: i, Group: g)))
            .ToLookup(g => comparison.Names.SourceName(g.Group.Signature), StringComparer.Ordinal);

    private static string[] Members(Comparison comparison, ElfObject file, HashSet<int> sections, ElfGroup group) =>
    [
        .. group.Members.Select(m => file.Sections[m])
            .Where(
                s => s.Type is not (ElfConstants.ShtRel or ElfConstants.ShtRela) && (comparison.IsExact || (comparison.IsOwn(s) && sections.Contains(s.Index))))
            .Select(s => comparison.Names.SourceSection(s.Name)).Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// The sections of each object that contain a symbol of the input: tables of a function are in sections named after it, too. They are collected once,
    /// or groups times symbols is the square of the program. Empty where every member is compared.
    /// </summary>
    private static HashSet<int>[] SectionsOfInput(Comparison comparison, ObjectSet set) =>
    [
        .. set.Objects.Select(file => comparison.IsExact
            ? []
            : file.Symbols.Where(s => s.Section > 0 && s.IsNamed && comparison.Names.Find(comparison.Names.SourceName(s.Name)) is not null)
                .Select(s => s.Section)
                .ToHashSet()),
    ];

    private static string Kind(ElfGroup group) => group.IsComdat ? "a comdat" : "a plain section group";

    private static string List(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names.Select(n => $"'{n}'"));
}
