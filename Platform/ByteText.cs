using System.Globalization;
using System.Text;

namespace LtoPar.Platform;

/// <summary>
/// Texts to and from byte strings, as names of symbols and files are to LLVM and Linux: UTF-8 is taken as such, anything else byte by byte with \xNN
/// for what is not ASCII, so that different names stay different and every name can be printed.
/// </summary>
public static class ByteText
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string From(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return s_strictUtf8.GetString(bytes);
        }

        StringBuilder escaped = new(bytes.Length + 8);
        foreach (byte b in bytes)
        {
            if (b < 0x80)
            {
                escaped.Append((char)b);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
            }
        }

        return escaped.ToString();
    }
}
