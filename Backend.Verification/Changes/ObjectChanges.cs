using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Changes;

/// <summary>What two objects that were made of almost the same source define differently: names of functions and variables, sorted.</summary>
/// <param name="Changed">Both objects define it, and not alike.</param>
/// <param name="Added">Only the later object defines it.</param>
/// <param name="Removed">Only the earlier object defines it.</param>
public sealed record ObjectChanges(IReadOnlyList<string> Changed, IReadOnlyList<string> Added, IReadOnlyList<string> Removed)
{
    public bool IsEmpty => Changed.Count + Added.Count + Removed.Count == 0;

    public static ObjectChanges Between(ElfObject before, ElfObject now)
    {
        SortedDictionary<string, ElfSymbol> old = Definitions(before);
        SortedDictionary<string, ElfSymbol> made = Definitions(now);
        SymbolContents contents = new(before, now);
        return new ObjectChanges(
            [.. made.Where(d => old.TryGetValue(d.Key, out ElfSymbol? was) && !contents.AreAlike(was, d.Value)).Select(d => d.Key)],
            [.. made.Keys.Where(n => !old.ContainsKey(n))],
            [.. old.Keys.Where(n => !made.ContainsKey(n))]);
    }

    /// <summary>How many names both objects define: of several objects the one with the most is what another was before.</summary>
    public static int CountShared(ElfObject left, ElfObject right)
    {
        SortedDictionary<string, ElfSymbol> names = Definitions(left);
        return Definitions(right).Keys.Count(names.ContainsKey);
    }

    /// <summary>The first of several that have one name, which local ones of assembly may; labels of the compiler have no names that anybody knows.</summary>
    private static SortedDictionary<string, ElfSymbol> Definitions(ElfObject file)
    {
        SortedDictionary<string, ElfSymbol> definitions = new(StringComparer.Ordinal);
        foreach (ElfSymbol symbol in file.Symbols)
        {
            if (symbol.IsNamed && symbol.IsDefined && !SymbolContents.IsLabel(symbol) && symbol.Type is not ElfSymbolType.None)
            {
                definitions.TryAdd(symbol.Name, symbol);
            }
        }

        return definitions;
    }
}
