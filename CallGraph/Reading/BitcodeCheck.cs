using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.CallGraph.Reading;

/// <summary>
/// Says what a wrong input is, before LLVM sees it: LLVM's own messages speak of bit offsets, and its reader is not hardened against
/// arbitrary bytes. Checks the container (magic, block lengths, exactly one module), who wrote it (identification block), and that it is
/// meant for regular LTO (a ThinLTO summary means that the program's other modules are missing).
/// </summary>
internal static class BitcodeCheck
{
    private const uint RawMagic = 0xDEC04342;
    private const uint WrapperMagic = 0x0B17C0DE;
    private const int IdentificationBlock = 13;
    private const int ModuleBlock = 8;
    private const int ThinLtoSummaryBlock = 20;
    private const int FullLtoSummaryBlock = 24;

    /// <exception cref="LtoParException">Always about <paramref name="file"/>, with what to do.</exception>
    public static void Check(ReadOnlySpan<byte> bytes, string file)
    {
        ReadOnlySpan<byte> stream = Unwrap(bytes, file);
        try
        {
            Walk(stream[4..], file);
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentOutOfRangeException)
        {
            throw new LtoParException(file, $"is truncated: the bitcode needs more than the {bytes.Length} bytes that are there; write it again", e);
        }
        catch (InvalidDataException e)
        {
            throw new LtoParException(file, "is corrupt: not a well-formed bitcode stream; write it again", e);
        }
    }

    private static ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length == 0)
        {
            throw new LtoParException(file, "is empty; expected LLVM bitcode");
        }

        uint magic = bytes.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
        if (magic == WrapperMagic && bytes.Length >= 20)
        {
            uint offset = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
            if ((ulong)offset + size > (ulong)bytes.Length || size < 4)
            {
                throw new LtoParException(file, "is truncated: the bitcode wrapper names more bytes than the file has; write it again");
            }

            bytes = bytes.Slice((int)offset, (int)size);
            magic = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        }

        return magic == RawMagic ? bytes : throw new LtoParException(file, WhatIsIt(bytes));
    }

    private static string WhatIsIt(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\u007fELF"u8))
        {
            return "is a native object, not LLVM bitcode; compile with -flto and merge the bitcode";
        }

        if (bytes.StartsWith("!<arch>\n"u8) || bytes.StartsWith("!<thin>\n"u8))
        {
            return "is an archive; merge its members into one bitcode module first";
        }

        ReadOnlySpan<byte> start = bytes[..Math.Min(bytes.Length, 4096)];
        bool text = start.IndexOfAnyExcept(System.Buffers.SearchValues.Create([9, 10, 13, .. Enumerable.Range(32, 95).Select(i => (byte)i)])) < 0;
        if (text && LooksLikeIr(Encoding.ASCII.GetString(start)))
        {
            return "is textual IR; assemble it first: llvm-as FILE.ll -o FILE.bc";
        }

        return "is not LLVM bitcode (no 'BC' 0xC0DE at its start)";
    }

    private static bool LooksLikeIr(string text) =>
        text.Split('\n').Any(line => line.StartsWith("; ModuleID", StringComparison.Ordinal)
            || line.StartsWith("source_filename", StringComparison.Ordinal)
            || line.StartsWith("target ", StringComparison.Ordinal)
            || line.StartsWith("define ", StringComparison.Ordinal)
            || line.StartsWith("declare ", StringComparison.Ordinal)
            || line.StartsWith('@')
            || line.StartsWith("module asm", StringComparison.Ordinal));

    private static void Walk(ReadOnlySpan<byte> stream, string file)
    {
        BitstreamCursor cursor = new(stream);
        int modules = 0;
        bool thin = false;
        bool full = false;
        while (!cursor.AtEnd)
        {
            if (cursor.Next() != BitstreamCursor.Entry.Block)
            {
                throw new InvalidDataException();
            }

            long end = cursor.BlockEnd;
            if (cursor.BlockId == IdentificationBlock)
            {
                cursor.EnterBlock();
                CheckProducer(ref cursor, file);
            }
            else if (cursor.BlockId == ModuleBlock)
            {
                modules++;
                cursor.EnterBlock();
                FindSummaries(ref cursor, ref thin, ref full);
            }

            cursor.LeaveTo(end);
        }

        if (modules == 0)
        {
            throw new LtoParException(file, "is truncated or corrupt: the bitcode holds no module; write it again");
        }

        if (thin && !full)
        {
            throw new LtoParException(file, "is a ThinLTO module; compile with -flto (or -flto=full) instead of -flto=thin, and merge");
        }

        if (modules > 1)
        {
            throw new LtoParException(
                file, string.Create(CultureInfo.InvariantCulture, $"holds {modules} modules (split LTO units or concatenated files); merge them into one first"));
        }
    }

    private static void CheckProducer(ref BitstreamCursor cursor, string file)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                cursor.SkipBlock();
            }
            else if (cursor.RecordCode == 1)
            {
                string producer = string.Concat(cursor.Record.Select(c => (char)(byte)c));
                string digits = new([.. producer.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
                if (producer.StartsWith("LLVM", StringComparison.Ordinal)
                    && int.TryParse(digits, CultureInfo.InvariantCulture, out int major)
                    && major > LlvmLibrary.RequiredMajor)
                {
                    throw new LtoParException(
                        file, $"was written by {producer}, which is newer than the LLVM {LlvmLibrary.RequiredMajor} that lto-par uses; compile with clang {LlvmLibrary.RequiredMajor} or older");
                }
            }
            else if (cursor.RecordCode == 2 && cursor.Record is [var epoch, ..] && epoch != 0)
            {
                throw new LtoParException(
                    file, string.Create(CultureInfo.InvariantCulture, $"has bitcode epoch {epoch}, which LLVM {LlvmLibrary.RequiredMajor} cannot read; compile with clang {LlvmLibrary.RequiredMajor} or older"));
            }
        }
    }

    private static void FindSummaries(ref BitstreamCursor cursor, ref bool thin, ref bool full)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                thin |= cursor.BlockId == ThinLtoSummaryBlock;
                full |= cursor.BlockId == FullLtoSummaryBlock;
                cursor.SkipBlock();
            }
        }
    }
}
