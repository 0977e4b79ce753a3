using LtoPar.Elf;

namespace LtoPar.Driver.Bisecting;

/// <summary>Says which functions and variables of two objects of one partition differ, in bytes or in what they refer to.</summary>
internal static class ObjectDifference
{
    /// <returns>Their names, sorted; those that the second object alone has are behind the others.</returns>
    public static IReadOnlyList<string> Of(byte[] good, byte[] bad)
    {
        Dictionary<string, string> left = Contents(good);
        Dictionary<string, string> right = Contents(bad);
        return
        [
            .. left.Where(s => right.GetValueOrDefault(s.Key) != s.Value).Select(s => s.Key).Order(StringComparer.Ordinal),
            .. right.Keys.Where(s => !left.ContainsKey(s)).Order(StringComparer.Ordinal),
        ];
    }

    private static Dictionary<string, string> Contents(byte[] bytes)
    {
        ElfObject elf = ElfObject.Read(bytes, "object");
        Dictionary<string, string> contents = new(StringComparer.Ordinal);
        foreach (ElfSymbol symbol in elf.Symbols.Where(s => s.IsDefined && s.IsNamed && s.Size > 0))
        {
            if (elf.SectionOf(symbol) is not { } section)
            {
                continue;
            }

            IEnumerable<string> references = section.Relocations
                .Where(r => r.Offset >= symbol.Value && r.Offset < symbol.Value + symbol.Size)
                .Select(r => FormattableString.Invariant($"{r.Offset - symbol.Value} {r.Type} {NameOf(elf, r)} {r.Addend}"));
            // Sections without contents, such as .bss, have a size alone.
            string code = section.Bytes.Length == 0
                ? FormattableString.Invariant($"{symbol.Size}")
                : Convert.ToHexString(section.Bytes.Slice((int)symbol.Value, (int)symbol.Size).Span);
            contents[symbol.Name] = code + string.Join(';', references);
        }

        return contents;
    }

    private static string NameOf(ElfObject elf, ElfRelocation relocation)
    {
        ElfSymbol symbol = elf.Symbols[relocation.Symbol];
        return symbol.IsNamed ? symbol.Name : elf.SectionOf(symbol)?.Name ?? "";
    }
}
