using System.Globalization;
using LtoPar.Backend.Verification.Objects;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Checks;

/// <summary>
/// The functions that run before and after main, by priority, in the order in which the linker lays them out: entries of .init_array,
/// .fini_array, .preinit_array, .ctors and .dtors sections, each with the comdat that may drop it.
/// </summary>
internal sealed class SameConstructors : ICheck
{
    private static readonly string[] s_names = [".init_array", ".fini_array", ".preinit_array", ".ctors", ".dtors"];

    public string Name => nameof(SameConstructors);

    public IEnumerable<string> Run(Comparison comparison)
    {
        SortedDictionary<string, List<string>> one = Entries(comparison, comparison.One);
        SortedDictionary<string, List<string>> parts = Entries(comparison, comparison.Parts);
        foreach (string section in one.Keys.Union(parts.Keys).Order(StringComparer.Ordinal))
        {
            List<string> expected = one.GetValueOrDefault(section) ?? [];
            List<string> found = parts.GetValueOrDefault(section) ?? [];
            int same = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
            if (same < expected.Count || same < found.Count)
            {
                yield return $"entry {(same + 1).ToString(CultureInfo.InvariantCulture)} of '{section}' is {Entry(found, same)}; expected "
                    + $"{Entry(expected, same)} "
                    + $"({found.Count} entries in partitions, {expected.Count} in the one-partition object)";
            }
        }
    }

    private static string Entry(List<string> entries, int index) => index < entries.Count ? entries[index] : "missing";

    private static SortedDictionary<string, List<string>> Entries(Comparison comparison, ObjectSet set)
    {
        SortedDictionary<string, List<string>> entries = new(StringComparer.Ordinal);
        for (int i = 0; i < set.Objects.Count; i++)
        {
            foreach (ElfSection section in set.Objects[i].Sections)
            {
                if (s_names.Any(n => section.Name == n || section.Name.StartsWith(n + ".", StringComparison.Ordinal)))
                {
                    if (!entries.TryGetValue(section.Name, out List<string>? list))
                    {
                        entries[section.Name] = list = [];
                    }

                    list.AddRange(Entries(comparison, set, i, section));
                }
            }
        }

        return entries;
    }

    private static IEnumerable<string> Entries(Comparison comparison, ObjectSet set, int file, ElfSection section)
    {
        int word = set.Objects[file].Is64 ? 8 : 4;
        string key = section.Group is { } group ? $" with comdat '{comparison.Names.SourceName(group.Signature)}'" : "";
        ILookup<ulong, ElfRelocation> relocations = section.Relocations.ToLookup(r => r.Offset);
        for (int at = 0; at + word <= section.Bytes.Length; at += word)
        {
            ElfRelocation relocation = relocations[(ulong)at].FirstOrDefault();
            string target = relocation == default ? "null" : new RelocationTargets(comparison, set).FunctionAt(file, section, relocation);
            yield return $"'{target}'{key}";
        }
    }
}
