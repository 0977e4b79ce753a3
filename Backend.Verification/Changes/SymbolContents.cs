using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Changes;

/// <summary>
/// Compares what a symbol holds in two objects: its bytes, and what its relocations lead to, by name, or by value where it is a constant without one. Calls
/// inside a section have no relocation; on x86 two of them are alike that lead to the same symbol. Elsewhere a caller differs where its callee moved.
/// </summary>
internal sealed class SymbolContents(ElfObject before, ElfObject now)
{
    private const byte Call = 0xe8;
    private const byte Jump = 0xe9;
    private const byte TwoBytes = 0x0f;
    private const int Displacement = 4;

    private readonly PlaceNames _before = new(before);
    private readonly PlaceNames _now = new(now);

    /// <summary>A name that an assembler leaves out of the table unless a relocation needs it.</summary>
    public static bool IsLabel(ElfSymbol symbol) => symbol.Name.StartsWith(".L", StringComparison.Ordinal);

    public bool AreAlike(ElfSymbol was, ElfSymbol symbol)
    {
        if (was.Size != symbol.Size || was.Type != symbol.Type || before.SectionOf(was) is not { } oldSection || now.SectionOf(symbol) is not { } section)
        {
            return was.Size == symbol.Size && was.Type == symbol.Type && was.Section == symbol.Section && was.Value == symbol.Value;
        }

        return Targets(_before, oldSection, was).SequenceEqual(Targets(_now, section, symbol))
            && AreAlike(Bytes(oldSection, was), Bytes(section, symbol).ToArray(), oldSection, was.Value, section, symbol.Value);
    }

    private bool AreAlike(ReadOnlySpan<byte> old, Span<byte> bytes, ElfSection oldSection, ulong oldStart, ElfSection section, ulong start)
    {
        while (true)
        {
            int at = old.CommonPrefixLength(bytes);
            if (at == old.Length && at == bytes.Length)
            {
                return true;
            }

            if (old.Length != bytes.Length || FindCall(old, bytes, at) is not { } field
                || _before.SymbolAt(oldSection, oldStart, old, field) is not { } target || _now.SymbolAt(section, start, bytes, field) != target)
            {
                return false;
            }

            old.Slice(field, Displacement).CopyTo(bytes[field..]);
        }
    }

    /// <returns>The offset of the displacement of a call or jump that holds the byte at which the two differ.</returns>
    private int? FindCall(ReadOnlySpan<byte> old, ReadOnlySpan<byte> bytes, int difference)
    {
        if (before.Machine != ElfConstants.EmX8664 || now.Machine != ElfConstants.EmX8664)
        {
            return null;
        }

        for (int field = difference; field > 0 && field > difference - Displacement; field--)
        {
            bool isCall = bytes[field - 1] is Call or Jump || (field > 1 && bytes[field - 2] == TwoBytes && bytes[field - 1] is >= 0x80 and <= 0x8f);
            if (isCall && field + Displacement <= bytes.Length && old[..field].EndsWith(bytes[(field - 1)..field]))
            {
                return field;
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> Bytes(ElfSection section, ElfSymbol symbol)
    {
        int length = section.Bytes.Length;
        int start = (int)Math.Min(symbol.Value, (ulong)length);
        return section.Bytes.Span.Slice(start, (int)Math.Min(symbol.Size, (ulong)(length - start)));
    }

    private static IEnumerable<(ulong Offset, uint Type, string Target)> Targets(PlaceNames names, ElfSection section, ElfSymbol symbol) =>
        section.Relocations
            .Where(r => r.Offset >= symbol.Value && r.Offset - symbol.Value < symbol.Size)
            .Select(r => (r.Offset - symbol.Value, r.Type, names.TargetOf(r)));
}
