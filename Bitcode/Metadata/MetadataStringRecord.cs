using System.Runtime.CompilerServices;
using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode.Metadata;

/// <summary>The record of a block's strings: their number, where the characters begin, then lengths and characters.</summary>
/// <param name="Abbreviation">The abbreviation that it is written with, from 0.</param>
public sealed record MetadataStringRecord(int Abbreviation, long Start, long End)
{
    public const int LengthWidth = 6;
    public const int NumberWidth = 6;

    /// <summary>Finds the places of the strings in the file.</summary>
    /// <param name="cursor">It stands at the record.</param>
    /// <exception cref="MalformedBitsException">The record is not written as usual.</exception>
    public static (int Start, int Length)[] Read(ref BitstreamCursor cursor, ReadOnlySpan<byte> bytes)
    {
        if (cursor.RecordAbbreviation < 0 || !IsAsUsual(cursor.Abbreviations[cursor.RecordAbbreviation])
            || cursor.Record is not [var count, var offset] || cursor.Blob.IsEmpty
            || offset > (ulong)cursor.Blob.Length || count > (ulong)cursor.Blob.Length * 2)
        {
            throw new MalformedBitsException("strings of metadata are not written as usual");
        }

        (int Start, int Length)[] strings = new (int, int)[(int)count];
        int blob = (int)Unsafe.ByteOffset(in bytes[0], in cursor.Blob[0]);
        int at = blob + (int)offset;
        BitstreamCursor lengths = new(bytes, (long)blob * 8, 2, new BitstreamBlockInfo());
        for (int i = 0; i < strings.Length; i++)
        {
            ulong length = lengths.Vbr(LengthWidth);
            if (length > (ulong)(blob + cursor.Blob.Length - at))
            {
                throw new MalformedBitsException("strings of metadata are longer than their record");
            }

            strings[i] = (at, (int)length);
            at += (int)length;
        }

        return strings;
    }

    /// <summary>Whether the abbreviation is the one that LLVM makes for such records.</summary>
    public static bool IsAsUsual(BitstreamOperand[] abbreviation) => abbreviation is
    [
    { Encoding: 0, Value: (ulong)MetadataCode.Strings }, { Encoding: 2, Value: NumberWidth }, { Encoding: 2, Value: NumberWidth }, { Encoding: 5 },
    ];
}
