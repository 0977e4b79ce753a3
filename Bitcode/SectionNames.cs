using LtoPar.Bitcode.Bitstream;
using LtoPar.Platform;

namespace LtoPar.Bitcode;

/// <summary>The sections that a module's functions and variables name, read without LLVM.</summary>
public static class SectionNames
{
    private const int SectionRecord = 5;

    /// <param name="bitcode">Bitcode that has been through <see cref="BitcodeCheck"/>.</param>
    /// <returns>In the order of their first uses.</returns>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> bitcode)
    {
        List<string> names = [];
        BitstreamCursor cursor = new(BitcodeContainer.Stream(bitcode));
        while (cursor.NextTopBlock())
        {
            if (cursor.BlockId == BitcodeBlock.Module)
            {
                cursor.EnterBlock();
                ReadFromModule(ref cursor, names);
            }
        }

        return names;
    }

    private static void ReadFromModule(ref BitstreamCursor cursor, List<string> names)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                cursor.SkipBlock();
            }
            else if (cursor.RecordCode == SectionRecord)
            {
                names.Add(ByteText.From(cursor.Record.Select(c => (byte)c).ToArray()));
            }
        }
    }
}
