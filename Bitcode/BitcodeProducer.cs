using System.Globalization;
using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode;

/// <summary>An identification block, which names the program that wrote the module that follows it.</summary>
/// <param name="Text">The name and version, as "LLVM22.1.8" or "LLVM22.1.2-rust-1.95.0-stable".</param>
/// <param name="Epoch">The epoch of the format: other numbers than 0 cannot be read.</param>
internal readonly record struct BitcodeProducer(string Text, ulong Epoch)
{
    private const int StringRecord = 1;
    private const int EpochRecord = 2;

    public bool IsRust => Text.Contains("rust", StringComparison.Ordinal);

    /// <summary>The major version of LLVM; null: the text names no LLVM to compare with.</summary>
    public int? Major
    {
        get
        {
            string digits = new([.. Text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
            return Text.StartsWith("LLVM", StringComparison.Ordinal) && int.TryParse(digits, CultureInfo.InvariantCulture, out int major) ? major : null;
        }
    }

    /// <param name="cursor">It stands before the block, which is entered and read to its end.</param>
    public static BitcodeProducer Read(ref BitstreamCursor cursor)
    {
        string text = "";
        ulong epoch = 0;
        cursor.EnterBlock();
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                cursor.SkipBlock();
            }
            else if (cursor.RecordCode == StringRecord)
            {
                text = string.Concat(cursor.Record.Select(c => (char)(byte)c));
            }
            else if (cursor.RecordCode == EpochRecord && cursor.Record is [var number, ..])
            {
                epoch = number;
            }
        }

        return new BitcodeProducer(text, epoch);
    }
}
