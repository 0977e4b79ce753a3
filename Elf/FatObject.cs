namespace LtoPar.Elf;

/// <summary>Finds the bitcode in an object of -ffat-lto-objects: the one section of type SHT_LLVM_LTO, .llvm.lto.</summary>
public static class FatObject
{
    private const uint LlvmLtoSection = 0x6fff4c0c;

    /// <param name="header">The first <see cref="ElfSections.HeaderBytes"/> bytes of the file, or fewer of a shorter one.</param>
    /// <param name="size">The file's size in bytes.</param>
    /// <param name="read">Reads more of it.</param>
    /// <returns>Null for anything that is no fat object; malformed ones are left to the linker.</returns>
    public static BitcodeRange? Find(ReadOnlySpan<byte> header, long size, ElfSections.Reader read)
    {
        ElfSections? sections = ElfSections.Read(header, size, read);
        for (int i = 0; i < sections?.Count; i++)
        {
            if (sections.TypeOf(i) == LlvmLtoSection)
            {
                long start = sections.OffsetOf(i);
                long bytes = sections.SizeOf(i);
                return start >= 0 && bytes > 0 && start <= size && bytes <= size - start ? new BitcodeRange(start, bytes) : null;
            }
        }

        return null;
    }
}
