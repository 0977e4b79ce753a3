using System.Globalization;
using System.Text;

namespace LtoPar.LinkJobs;

/// <summary>Fields of a job file: bytes up to ' ', '%' and those from 0x7f on are written %XX, so that a record is one line of ASCII.</summary>
internal static class LinkJobFields
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Append(StringBuilder line, ReadOnlySpan<byte> field)
    {
        foreach (byte b in field)
        {
            if (b is <= 0x20 or (byte)'%' or >= 0x7f)
            {
                line.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }
            else
            {
                line.Append((char)b);
            }
        }
    }

    public static void Append(StringBuilder line, string field) => Append(line, Encoding.UTF8.GetBytes(field));

    /// <exception cref="FormatException">A '%' without two hexadecimal digits after it, or a byte that should have been one.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> field)
    {
        byte[] bytes = new byte[field.Length];
        int length = 0;
        for (int i = 0; i < field.Length; i++)
        {
            if (field[i] == '%')
            {
                if (i + 2 >= field.Length
                    || !byte.TryParse(field.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[length]))
                {
                    throw new FormatException($"a '%' is not followed by two hexadecimal digits in '{Encoding.Latin1.GetString(field)}'");
                }

                length++;
                i += 2;
            }
            else if (field[i] is <= 0x20 or >= 0x7f)
            {
                throw new FormatException($"a byte 0x{field[i]:x2} must be written %{field[i]:X2}");
            }
            else
            {
                bytes[length++] = field[i];
            }
        }

        return bytes[..length];
    }

    /// <exception cref="FormatException">The field is malformed or is not UTF-8.</exception>
    public static string DecodeText(ReadOnlySpan<byte> field)
    {
        try
        {
            return s_strictUtf8.GetString(Decode(field));
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException($"'{Encoding.Latin1.GetString(field)}' is not UTF-8", e);
        }
    }
}
