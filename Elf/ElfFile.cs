namespace LtoPar.Elf;

/// <summary>Judges a file by its first bytes.</summary>
public static class ElfFile
{
    private const int ByteOrderAt = 5;
    private const int TypeAt = 16;
    private const byte BigEndian = 2;

    /// <summary>Whether a file that begins so is a relocatable ELF object.</summary>
    public static bool IsRelocatable(ReadOnlySpan<byte> start) =>
        start.Length > TypeAt + 1 && start.StartsWith("\u007fELF"u8) && start[TypeAt + (start[ByteOrderAt] == BigEndian ? 1 : 0)] == ElfConstants.EtRel;
}
