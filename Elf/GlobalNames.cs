using LtoPar.Platform;

namespace LtoPar.Elf;

/// <summary>Reads the names that an ELF file shows to a linker: of a relocatable object those of its symbol table, of a linked one the dynamic ones.</summary>
public static class GlobalNames
{
    /// <summary>Whether the bytes begin as an ELF file does.</summary>
    public static bool AreIn(ReadOnlyMemory<byte> bytes) => ElfTables.AreIn(bytes);

    /// <returns>What is defined and what is referred to, without versions; some names more than once.</returns>
    /// <exception cref="LtoParException">The file is malformed.</exception>
    public static IEnumerable<string> Read(ReadOnlyMemory<byte> bytes, string file)
    {
        ElfTables tables = ElfTables.Read(bytes, file);
        uint table = tables.FileType == ElfConstants.EtRel ? ElfConstants.ShtSymtab : ElfConstants.ShtDynsym;
        return tables.ReadSymbols(table).Where(s => !s.IsLocal && s.IsNamed).Select(s => s.Name.Split('@', 2)[0]);
    }
}
