using System.Globalization;
using System.Text;
using LtoPar.Bitcode.Archives;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Platform;

namespace LtoPar.Bitcode;

/// <summary>
/// Says what is wrong with an input, before LLVM sees it: LLVM's own messages speak of bit offsets, and its reader is not hardened against arbitrary bytes. It
/// checks the container (magic, block lengths, exactly one module), its producer (identification block), and that it is meant for regular LTO (a ThinLTO
/// summary means that the program's other modules are missing).
/// </summary>
public static class BitcodeCheck
{
    /// <exception cref="LtoParException">The message is about <paramref name="file"/>, with advice.</exception>
    public static BitcodeContents Check(ReadOnlySpan<byte> bytes, string file)
    {
        try
        {
            CheckProducers(Unwrap(bytes, file)[4..], file);
            BitcodeContents contents = BitcodeContainer.Inspect(bytes);
            CheckContents(contents, file);
            return contents;
        }
        catch (MalformedBitsException e) when (e.IsTruncated)
        {
            throw new LtoParException(file, $"is truncated: the bitcode needs more than the {bytes.Length} bytes that are there; write it again", e);
        }
        catch (MalformedBitsException e)
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

        if (!BitcodeContainer.IsBitcode(bytes))
        {
            throw new LtoParException(file, WhatIsIt(bytes));
        }

        try
        {
            return BitcodeContainer.Unwrap(bytes);
        }
        catch (MalformedBitsException e)
        {
            throw new LtoParException(file, $"is truncated or corrupt: {e.Message}; write it again", e);
        }
    }

    private static string WhatIsIt(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\u007fELF"u8))
        {
            return "is a native object, not LLVM bitcode; compile with -flto and merge the bitcode";
        }

        if (bytes.StartsWith(ArchiveHeader.Magic) || bytes.StartsWith(ArchiveHeader.ThinMagic))
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

    private static void CheckContents(BitcodeContents contents, string file)
    {
        if (contents.Modules == 0)
        {
            throw new LtoParException(file, "is truncated or corrupt: the bitcode holds no module; write it again");
        }

        if (contents.IsForThinLto)
        {
            throw new LtoParException(file, "is a ThinLTO module; compile with -flto (or -flto=full) instead of -flto=thin");
        }

        if (contents.Modules > 1)
        {
            throw new LtoParException(
                file, string.Create(
                    CultureInfo.InvariantCulture, $"holds {contents.Modules} modules (split LTO units or concatenated files); merge them into one first"));
        }
    }

    private static void CheckProducers(ReadOnlySpan<byte> stream, string file)
    {
        BitstreamCursor cursor = new(stream);
        while (cursor.NextTopBlock())
        {
            if (cursor.BlockId == BitcodeBlock.Identification)
            {
                CheckProducer(BitcodeProducer.Read(ref cursor), file);
            }
        }
    }

    private static void CheckProducer(in BitcodeProducer producer, string file)
    {
        if (producer.Major > LlvmVersion.Major)
        {
            throw new LtoParException(
                file,
                $"was written by {producer.Text}, which is newer than the LLVM {LlvmVersion.Major} that lto-par uses; "
                    + $"compile with clang {LlvmVersion.Major} or older");
        }

        if (producer.Epoch != 0)
        {
            throw new LtoParException(
                file, string.Create(CultureInfo.InvariantCulture,
                    $"has bitcode epoch {producer.Epoch}, which LLVM {LlvmVersion.Major} cannot read; compile with clang {LlvmVersion.Major} or older"));
        }
    }
}
