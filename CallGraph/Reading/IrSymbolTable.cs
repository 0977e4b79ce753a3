using System.Buffers.Binary;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.CallGraph.Reading;

/// <summary>
/// Reads the symbol table that LLVM writes beside a module in bitcode: the SYMTAB block, a blob of little-endian tables, and the STRTAB block
/// with its strings (llvm/Object/IRSymtab.h). No context, no parse, no IR.
///
///   header   version, producer (offset and size in STRTAB), then (offset, count) in SYMTAB of modules, comdats, symbols, uncommons...
///   symbol   name and IR name (offset and size in STRTAB each), comdat index, flags: 24 bytes
///
/// Only version 3 is read: that of the one LLVM that lto-par loads. Every offset is checked.
/// </summary>
internal static class IrSymbolTable
{
    private const uint RawMagic = 0xDEC04342;
    private const int SymbolTableBlock = 25;
    private const int StringTableBlock = 23;
    private const int BlobRecord = 1;
    private const uint SupportedVersion = 3;
    private const int HeaderSymbols = 28;
    private const int SymbolBytes = 24;

    /// <param name="bitcode">Raw bitcode, from its magic on.</param>
    /// <returns>In the table's order; null when the module has no table, or one of another version.</returns>
    /// <exception cref="InvalidDataException">The table is malformed.</exception>
    public static IReadOnlyList<IrSymbol>? Read(ReadOnlySpan<byte> bitcode)
    {
        if (bitcode.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bitcode) != RawMagic)
        {
            throw new InvalidDataException();
        }

        ReadOnlySpan<byte> table = default;
        ReadOnlySpan<byte> strings = default;
        try
        {
            BitstreamCursor cursor = new(bitcode[4..]);
            while (!cursor.AtEnd && cursor.Next() == BitstreamCursor.Entry.Block)
            {
                long end = cursor.BlockEnd;
                int block = cursor.BlockId;
                if (block is SymbolTableBlock or StringTableBlock)
                {
                    cursor.EnterBlock();
                    ReadOnlySpan<byte> blob = ReadBlob(ref cursor);
                    if (block == SymbolTableBlock)
                    {
                        table = blob;
                    }
                    else
                    {
                        strings = blob;
                    }
                }

                cursor.LeaveTo(end);
            }
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("the bitcode ends inside a block", e);
        }

        return table.IsEmpty || Word(table, 0) != SupportedVersion ? null : ReadSymbols(table, strings);
    }

    private static ReadOnlySpan<byte> ReadBlob(scoped ref BitstreamCursor cursor)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                cursor.SkipBlock();
            }
            else if (cursor.RecordCode == BlobRecord)
            {
                return cursor.Blob;
            }
        }

        return default;
    }

    private static IrSymbol[] ReadSymbols(ReadOnlySpan<byte> table, ReadOnlySpan<byte> strings)
    {
        uint start = Word(table, HeaderSymbols);
        uint count = Word(table, HeaderSymbols + 4);
        if (start > (uint)table.Length || count > ((uint)table.Length - start) / SymbolBytes)
        {
            throw new InvalidDataException();
        }

        IrSymbol[] symbols = new IrSymbol[count];
        for (int i = 0; i < symbols.Length; i++)
        {
            int at = (int)start + i * SymbolBytes;
            symbols[i] = new IrSymbol(Text(table, at, strings), Text(table, at + 8, strings), (IrSymbolFlags)Word(table, at + 20));
        }

        return symbols;
    }

    private static string Text(ReadOnlySpan<byte> table, int at, ReadOnlySpan<byte> strings)
    {
        uint offset = Word(table, at);
        uint size = Word(table, at + 4);
        return offset <= (uint)strings.Length && size <= (uint)strings.Length - offset
            ? LlvmText.From(strings.Slice((int)offset, (int)size))
            : throw new InvalidDataException();
    }

    private static uint Word(ReadOnlySpan<byte> table, int at) =>
        at + 4 <= table.Length ? BinaryPrimitives.ReadUInt32LittleEndian(table[at..]) : throw new InvalidDataException();
}
