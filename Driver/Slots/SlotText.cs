using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace LtoPar.Driver.Slots;

/// <summary>Prints the bytes of a slot as a value that <see cref="SlotValue"/> reads: it gives the same bytes again.</summary>
internal static class SlotText
{
    public static string Of(ReadOnlySpan<byte> bytes, SlotLayout layout, bool isLittle)
    {
        StringBuilder text = new();
        Print(text, bytes, layout, isLittle);
        return text.ToString();
    }

    private static void Print(StringBuilder text, ReadOnlySpan<byte> bytes, SlotLayout layout, bool isLittle)
    {
        switch (layout)
        {
            case ArrayLayout { IsText: true } when IsString(bytes):
                PrintString(text, bytes[..bytes.IndexOf((byte)0)]);
                break;
            case ArrayLayout array:
                text.Append('{');
                for (long i = 0; i < array.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Print(text, bytes.Slice((int)(i * array.Stride), (int)array.Element.Size), array.Element, isLittle);
                }

                text.Append('}');
                break;
            case StructLayout members:
                text.Append('{');
                string comma = "";
                foreach ((long offset, SlotLayout member) in members.Named)
                {
                    text.Append(comma);
                    Print(text, bytes.Slice((int)offset, (int)member.Size), member, isLittle);
                    comma = ",";
                }

                text.Append('}');
                break;
            default:
                text.Append(Scalar(bytes, (ScalarLayout)layout, isLittle));
                break;
        }
    }

    /// <summary>Text, a zero, and nothing but zeros behind it.</summary>
    private static bool IsString(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return end > 0 && bytes[end..].IndexOfAnyExcept((byte)0) < 0;
    }

    private static void PrintString(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        text.Append('"');
        foreach (byte b in bytes)
        {
            _ = b switch
            {
                (byte)'"' or (byte)'\\' => text.Append('\\').Append((char)b),
                >= 0x20 and < 0x7f => text.Append((char)b),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}"),
            };
        }

        text.Append('"');
    }

    private static string Scalar(ReadOnlySpan<byte> bytes, ScalarLayout scalar, bool isLittle) => scalar.Kind switch
    {
        ScalarKind.Integer => new BigInteger(bytes, isUnsigned: false, isBigEndian: !isLittle).ToString(CultureInfo.InvariantCulture),
        ScalarKind.Double => Real(isLittle ? BinaryPrimitives.ReadDoubleLittleEndian(bytes) : BinaryPrimitives.ReadDoubleBigEndian(bytes)),
        ScalarKind.Float => Real(isLittle ? BinaryPrimitives.ReadSingleLittleEndian(bytes) : BinaryPrimitives.ReadSingleBigEndian(bytes)),
        ScalarKind.Half => Real(isLittle ? BinaryPrimitives.ReadHalfLittleEndian(bytes) : BinaryPrimitives.ReadHalfBigEndian(bytes)),
        _ => "_",
    };

    private static string Real<T>(T value)
        where T : IFloatingPointIeee754<T> =>
        T.IsNaN(value) || T.IsInfinity(value)
            ? $"{(T.IsNegative(value) ? "-" : "")}{(T.IsNaN(value) ? "nan" : "inf")}"
            : value.ToString("R", CultureInfo.InvariantCulture);
}
