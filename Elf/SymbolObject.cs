using System.Text;

namespace LtoPar.Elf;

/// <summary>
/// Writes a relocatable object that holds symbols and nothing else. Machine, flags, byte order and word size are those of another object, and so are
/// its properties (.note.gnu.property): linkers keep a property of the program, such as IBT, only where all objects have it.
/// </summary>
public static class SymbolObject
{
    private const int StringTable = 2;
    private const int Alignment = 8;
    private const uint ShtNote = 7;
    private const string PropertyName = ".note.gnu.property";

    /// <param name="symbols">The symbols in the order of the table; they are not local.</param>
    /// <param name="like">A well-formed object.</param>
    /// <param name="file">The name that errors give <paramref name="like"/>.</param>
    /// <exception cref="CallGraph.LtoParException"><paramref name="like"/> is no relocatable object.</exception>
    public static byte[] Write(IReadOnlyList<SymbolEntry> symbols, byte[] like, string file)
    {
        ElfObject model = ElfObject.Read(like, file);
        bool is64 = model.Is64;
        ElfOutput output = new(is64, model.IsLittle);
        ElfOutput strings = new(is64, model.IsLittle);
        uint Name(ReadOnlySpan<byte> name)
        {
            uint at = (uint)strings.Position;
            strings.Bytes(name);
            strings.Byte(0);
            return at;
        }

        Name([]);
        output.Bytes(like.AsSpan(0, is64 ? 64 : 52));
        int symbolsAt = output.Align(Alignment);
        WriteSymbol(output, is64, 0, default);
        foreach (SymbolEntry symbol in symbols)
        {
            WriteSymbol(output, is64, Name(symbol.Name), symbol);
        }

        int symbolBytes = output.Position - symbolsAt;
        uint symbolTableName = Name(".symtab"u8);
        uint stringTableName = Name(".strtab"u8);
        uint propertyName = Name(Encoding.ASCII.GetBytes(PropertyName));
        int stringsAt = output.Align(Alignment);
        output.Bytes(strings.ToArray());
        ElfSection? property = model.Sections.FirstOrDefault(s => s.Name == PropertyName && s.Type == ShtNote);
        int propertyAt = output.Align(Alignment);
        output.Bytes(property is null ? [] : property.Bytes.Span);

        int headersAt = output.Align(Alignment);
        WriteHeader(output, default);
        // The first symbol that is not local is number 1.
        WriteHeader(output, new ElfSectionHeader(
            symbolTableName, ElfConstants.ShtSymtab, 0, (ulong)symbolsAt, (ulong)symbolBytes, StringTable, 1, Alignment, is64 ? 24ul : 16ul));
        WriteHeader(output, new ElfSectionHeader(stringTableName, ElfConstants.ShtStrtab, 0, (ulong)stringsAt, (ulong)strings.Position, 0, 0, 1, 0));
        if (property is not null)
        {
            WriteHeader(output, new ElfSectionHeader(
                propertyName, ShtNote, ElfConstants.ShfAlloc, (ulong)propertyAt, (ulong)property.Bytes.Length, 0, 0, property.Alignment, 0));
        }

        // What the model's header says of sections.
        ElfOutput place = new(is64, model.IsLittle);
        place.Address((ulong)headersAt);
        output.Overwrite(is64 ? 40 : 32, place);
        ElfOutput counts = new(is64, model.IsLittle);
        counts.Half((ushort)(property is null ? 3 : 4));
        counts.Half(StringTable);
        output.Overwrite(is64 ? 60 : 48, counts);
        return output.ToArray();
    }

    private static void WriteSymbol(ElfOutput output, bool is64, uint name, SymbolEntry symbol)
    {
        void Extent()
        {
            output.Address(symbol.CommonAlignment);
            output.Address(symbol.CommonSize);
        }

        output.Word(name);
        if (!is64)
        {
            Extent();
        }

        output.Byte((byte)(((int)symbol.Binding << 4) | (int)symbol.Type));
        output.Byte((byte)symbol.Visibility);
        output.Half(symbol.CommonSize > 0 ? (ushort)ElfConstants.ShnCommon : (ushort)ElfConstants.ShnUndef);
        if (is64)
        {
            Extent();
        }
    }

    private static void WriteHeader(ElfOutput output, ElfSectionHeader header)
    {
        output.Word(header.Name);
        output.Word(header.Type);
        output.Address(header.Flags);
        output.Address(0);
        output.Address(header.Offset);
        output.Address(header.Size);
        output.Word(header.Link);
        output.Word(header.Info);
        output.Address(header.Alignment);
        output.Address(header.EntrySize);
    }
}
