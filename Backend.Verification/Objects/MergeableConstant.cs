using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Objects;

/// <summary>Reads constants of mergeable sections, which are known by their values.</summary>
internal static class MergeableConstant
{
    /// <returns>A string with its end, of characters of any width, or one entry; empty: the offset is not inside the section.</returns>
    public static ReadOnlySpan<byte> At(ElfSection section, ulong offset)
    {
        if (offset >= (ulong)section.Bytes.Length)
        {
            return [];
        }

        int entry = (int)Math.Clamp(section.EntrySize, 1, 64);
        ReadOnlySpan<byte> bytes = section.Bytes.Span[(int)offset..];
        int length = entry;
        if (section.Has(ElfConstants.ShfStrings))
        {
            while (length <= bytes.Length && bytes.Slice(length - entry, entry).ContainsAnyExcept((byte)0))
            {
                length += entry;
            }
        }

        return bytes[..Math.Min(length, bytes.Length)];
    }
}
