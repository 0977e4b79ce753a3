using System.Runtime.CompilerServices;
using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode.Metadata;

/// <summary>The record of a block's strings: their number, where the characters begin, then lengths and characters.</summary>
/// <param name="Abbreviation">That it is written with, from 0.</param>
public sealed record MetadataStringRecord(int Abbreviation, long Start, long End)
{
    public const int LengthWidth = 6;
    public const int NumberWidth = 6;

    /// <summary>Places of the strings in the file; null: not written as usual.</summary>
    /// <param name="cursor">At the record.</param>
    public static (int Start, int Length)[]? Read(ref BitstreamCursor cursor, ReadOnlySpan<byte> bytes)
    {
        if (cursor.RecordAbbreviation < 0 || !IsAsUsual(cursor.Abbreviations[cursor.RecordAbbreviation])
            || cursor.Record is not [var count, var offset] || offset > (ulong)cursor.Blob.Length || count > (ulong)cursor.Blob.Length * 2)
        {
            return null;
        }

        (int Start, int Length)[] strings = new (int, int)[(int)count];
        int blob = (int)Unsafe.ByteOffset(in bytes[0], in cursor.Blob[0]);
        int at = blob + (int)offset;
        BitstreamCursor lengths = new(bytes, (long)blob * 8, 2, new BitstreamBlockInfo());
        for (int i = 0; i < strings.Length; i++)
        {
            int length = (int)Math.Min(lengths.Vbr(LengthWidth), int.MaxValue / 2);
            strings[i] = (at, length);
            at += length;
            if (at > blob + cursor.Blob.Length)
            {
                return null;
            }
        }

        return strings;
    }

    /// <summary>The abbreviation is the one that LLVM makes for such records.</summary>
    public static bool IsAsUsual(BitstreamOperand[] abbreviation) => abbreviation is
    [
    { Encoding: 0, Value: (ulong)MetadataCode.Strings }, { Encoding: 2, Value: NumberWidth }, { Encoding: 2, Value: NumberWidth }, { Encoding: 5 },
    ];
}
