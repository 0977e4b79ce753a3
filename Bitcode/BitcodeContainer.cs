using System.Buffers.Binary;
using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode;

/// <summary>
/// Reads the outside of a bitcode file: the magic, the wrapper that some tools put around it, the blocks at the top and inside the module. That is enough to
/// say what a file is for, without LLVM.
/// </summary>
public static class BitcodeContainer
{
    private const uint RawMagic = 0xDEC04342;
    private const uint WrapperMagic = 0x0B17C0DE;
    private const int WrapperBytes = 20;
    private const int FlagsRecord = 20;
    private const ulong UnifiedLtoFlag = 0x200;

    /// <summary>Whether the bytes begin as bitcode does; the rest is not looked at.</summary>
    public static bool IsBitcode(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(start) is RawMagic or WrapperMagic;

    /// <summary>The bitcode without its wrapper, if it has one, from its magic on.</summary>
    /// <exception cref="MalformedBitsException">It is not bitcode, or the wrapper names bytes that are not there.</exception>
    public static ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> file)
    {
        uint magic = file.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(file) : 0;
        if (magic == WrapperMagic && file.Length >= WrapperBytes)
        {
            uint offset = BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(file[12..]);
            if ((ulong)offset + size > (ulong)file.Length || size < 4)
            {
                throw new MalformedBitsException("the bitcode wrapper names more bytes than the file has");
            }

            file = file.Slice((int)offset, (int)size);
            magic = BinaryPrimitives.ReadUInt32LittleEndian(file);
        }

        return magic == RawMagic ? file : throw new MalformedBitsException("no 'BC' 0xC0DE at its start");
    }

    /// <summary>Finds the kind of LTO that the modules of a file are made for.</summary>
    /// <exception cref="MalformedBitsException">The blocks are malformed or cut short.</exception>
    public static BitcodeContents Inspect(ReadOnlySpan<byte> file)
    {
        int modules = 0, thin = 0, unified = 0, rust = 0, oldest = int.MaxValue;
        BitcodeProducer producer = new("", 0);
        ModuleExtent extent = new(0, [], 0);
        BitstreamCursor cursor = new(Stream(file));
        while (cursor.NextTopBlock())
        {
            if (cursor.BlockId == BitcodeBlock.Identification)
            {
                producer = BitcodeProducer.Read(ref cursor);
            }
            else if (cursor.BlockId == BitcodeBlock.Module)
            {
                modules++;
                rust += producer.IsRust ? 1 : 0;
                oldest = Math.Min(oldest, producer.Major ?? 0);
                cursor.EnterBlock();
                extent = ReadModule(ref cursor, ref thin, ref unified);
            }
        }

        return new BitcodeContents(modules, thin, unified, rust, oldest, extent);
    }

    /// <summary>The bitstream from the first block on.</summary>
    public static ReadOnlySpan<byte> Stream(ReadOnlySpan<byte> file) => Unwrap(file)[4..];

    private static ModuleExtent ReadModule(ref BitstreamCursor module, ref int thin, ref int unified)
    {
        int symbols = 0;
        long metadataBytes = 0;
        List<int> bodies = [];
        while (module.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry != BitstreamCursor.Entry.Block)
            {
                symbols += ModuleRecord.IsSymbol(module.RecordCode) ? 1 : 0;
                continue;
            }

            if (module.BlockId is BitcodeBlock.ThinLtoSummary or BitcodeBlock.FullLtoSummary)
            {
                bool isThin = module.BlockId == BitcodeBlock.ThinLtoSummary;
                module.EnterBlock();
                bool isUnified = HasUnifiedFlag(ref module);
                thin += isThin && !isUnified ? 1 : 0;
                unified += isUnified ? 1 : 0;
                // The records after it say nothing more, and the summary's block was left with its own abbreviations.
                break;
            }

            switch (module.BlockId)
            {
                case BitcodeBlock.Function:
                    bodies.Add(checked((int)module.BlockBytes));
                    break;
                case BitcodeBlock.Metadata:
                    metadataBytes += module.BlockBytes;
                    break;
            }

            module.SkipBlock();
        }

        return new ModuleExtent(symbols, [.. bodies], metadataBytes);
    }

    private static bool HasUnifiedFlag(ref BitstreamCursor summary)
    {
        while (summary.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                summary.SkipBlock();
            }
            else if (summary.RecordCode == FlagsRecord && summary.Record is [var flags, ..])
            {
                return (flags & UnifiedLtoFlag) != 0;
            }
        }

        return false;
    }
}
