using System.Globalization;
using System.Numerics;
using System.Text;

namespace LtoPar.Driver.Slots;

/// <summary>
/// Reads a VALUE of patch-slots for a type: <c>440</c>, <c>-0x1f</c>, <c>2.5e3</c>, <c>"text"</c>, <c>{1,2,{3,"x"}}</c>; <c>_</c> leaves a part as it is.
/// A composition has a value for each of its parts: none is made up. Floating-point numbers are rounded to the nearest, as compilers do.
/// </summary>
internal sealed class SlotValue
{
    private readonly string _text;
    private readonly bool _isLittle;
    private readonly List<SlotPatch> _patches = [];
    private int _at;

    private SlotValue(string text, bool isLittle)
    {
        _text = text;
        _isLittle = isLittle;
    }

    /// <returns>What is to be written, in the order of offsets.</returns>
    /// <exception cref="FormatException">It is no value of the type.</exception>
    public static IReadOnlyList<SlotPatch> Parse(string text, SlotLayout layout, bool isLittle)
    {
        SlotValue value = new(text, isLittle);
        if (layout is ArrayLayout { IsText: true } array && text.TrimStart() is not ['"' or '{', ..] && text != "_")
        {
            value.AddText(Encoding.UTF8.GetBytes(text), array, 0);
            return value._patches;
        }

        value.Read(layout, 0);
        value.SkipSpace();
        return value._at == text.Length ? value._patches : throw new FormatException($"'{text[value._at..]}' is left over behind the value");
    }

    private void Read(SlotLayout layout, long offset)
    {
        SkipSpace();
        switch (layout)
        {
            case ArrayLayout { IsText: true } text when _at < _text.Length && _text[_at] == '"':
                AddText(ReadQuoted(), text, offset);
                break;
            case ArrayLayout or StructLayout when _at < _text.Length && _text[_at] == '{':
                ReadParts(layout, offset);
                break;
            case ArrayLayout or StructLayout:
                string word = ReadWord();
                _ = word == "_" ? word : throw new FormatException($"'{word}' is no {layout.Text}: write {{...}} with a value for each part");
                break;
            case ScalarLayout scalar:
                AddScalar(ReadWord(), scalar, offset);
                break;
            default:
                throw new InvalidOperationException($"unknown layout {layout}");
        }
    }

    private void ReadParts(SlotLayout layout, long offset)
    {
        int start = ++_at;
        int count = CountParts();
        _at = start;
        foreach ((long at, SlotLayout part) in Parts(layout, count))
        {
            Read(part, offset + at);
            SkipSpace();
            _at += _at < _text.Length && _text[_at] is ',' or '}' ? 1 : throw new FormatException($"'{_text[_at..]}' where ',' or '}}' is expected");
        }

        if (count == 0)
        {
            _at = _text.IndexOf('}', _at) + 1;
        }
    }

    /// <summary>The parts that so many values are for.</summary>
    private static IEnumerable<(long Offset, SlotLayout Layout)> Parts(SlotLayout layout, int count)
    {
        if (layout is StructLayout members)
        {
            return count == members.Members.Count ? members.Members
                : count == members.Named.Count ? members.Named
                : throw Wrong(layout, count, members.Named.Count);
        }

        ArrayLayout array = (ArrayLayout)layout;
        return count == array.Count
            ? Enumerable.Range(0, count).Select(i => (i * array.Stride, array.Element))
            : throw Wrong(layout, count, array.Count);
    }

    private static FormatException Wrong(SlotLayout layout, int count, long expected) => new(
        string.Create(CultureInfo.InvariantCulture, $"{count} values for the {expected} of {layout.Text}; '_' leaves one as it is"));

    /// <summary>Counts the values up to the bracket that closes these.</summary>
    private int CountParts()
    {
        int count = 0;
        bool isAny = false;
        for (int depth = 0; _at < _text.Length; _at++)
        {
            switch (_text[_at])
            {
                case '"':
                    _ = ReadQuoted();
                    _at--;
                    isAny = true;
                    break;
                case '{':
                    depth++;
                    isAny = true;
                    break;
                case '}' when depth == 0:
                    return isAny ? count + 1 : count;
                case '}':
                    depth--;
                    break;
                case ',' when depth == 0:
                    count++;
                    isAny = true;
                    break;
                case var c:
                    isAny |= !char.IsWhiteSpace(c);
                    break;
            }
        }

        throw new FormatException("a '{' is not closed");
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private string ReadWord()
    {
        int start = _at;
        while (_at < _text.Length && _text[_at] is not (',' or '}' or '{' or '"') && !char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private byte[] ReadQuoted()
    {
        List<byte> bytes = [];
        for (_at++; _at < _text.Length && _text[_at] != '"'; _at++)
        {
            if (_text[_at] != '\\')
            {
                int length = char.IsSurrogatePair(_text, _at) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(_text.Substring(_at, length)));
                _at += length - 1;
                continue;
            }

            char escaped = ++_at < _text.Length ? _text[_at] : ' ';
            bytes.Add(escaped switch
            {
                'n' => 10,
                't' => 9,
                'r' => 13,
                '0' => 0,
                '"' or '\\' => (byte)escaped,
                'x' => ReadHexByte(),
                _ => throw new FormatException($"'\\{escaped}' is not known; use \\n, \\t, \\r, \\0, \\\", \\\\ or \\xNN"),
            });
        }

        return _at++ < _text.Length ? [.. bytes] : throw new FormatException("a '\"' is not closed");
    }

    private byte ReadHexByte()
    {
        string digits = _at + 2 < _text.Length ? _text.Substring(_at + 1, 2) : "";
        _at += 2;
        return byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value)
            ? value
            : throw new FormatException("'\\x' needs two hexadecimal digits");
    }

    /// <summary>A string ends with a zero, as in C; the rest of the array is zero as well.</summary>
    private void AddText(byte[] text, ArrayLayout array, long offset)
    {
        if (text.Length >= array.Count)
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"a string of {text.Length} bytes and its zero do not fit into {array.Text}"));
        }

        byte[] bytes = new byte[array.Count];
        text.CopyTo(bytes, 0);
        _patches.Add(new SlotPatch(offset, bytes));
    }

    private void AddScalar(string word, ScalarLayout scalar, long offset)
    {
        if (word == "_")
        {
            return;
        }

        byte[] bytes = scalar.Kind switch
        {
            ScalarKind.Integer => IntegerBytes(word, (int)scalar.Bytes),
            ScalarKind.Double => BitConverter.GetBytes(BitConverter.DoubleToUInt64Bits(Real<double>(word, "double"))),
            ScalarKind.Float => BitConverter.GetBytes(BitConverter.SingleToUInt32Bits(Real<float>(word, "float"))),
            ScalarKind.Half => BitConverter.GetBytes(BitConverter.HalfToUInt16Bits(Real<Half>(word, "half"))),
            ScalarKind.Address => throw new FormatException("a pointer cannot be patched; '_' leaves it as it is, and a recompilation changes it"),
            _ => throw new FormatException($"values of type {scalar.Name} have no spelling; write the bytes with @FILE"),
        };
        // BitConverter writes in the byte order of this machine.
        if (scalar.Kind != ScalarKind.Integer && BitConverter.IsLittleEndian != _isLittle)
        {
            Array.Reverse(bytes);
        }

        _patches.Add(new SlotPatch(offset, bytes));
    }

    private byte[] IntegerBytes(string word, int size)
    {
        bool isNegative = word.StartsWith('-');
        string digits = word is ['-' or '+', ..] ? word[1..] : word;
        bool isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        // A zero in front keeps a first digit from 8 on from being a sign.
        if (!(isHex
            ? BigInteger.TryParse("0" + digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out BigInteger value) && digits.Length > 2
            : BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value)))
        {
            throw new FormatException($"'{word}' is not an integer");
        }

        value = isNegative ? -value : value;
        BigInteger end = BigInteger.One << (size * 8);
        if (value < -(end / 2) || value >= end)
        {
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"{word} is out of range for i{size * 8}: {-(end / 2)} to {end - 1}"));
        }

        byte[] bytes = new byte[size];
        byte[] given = (value.Sign < 0 ? value + end : value).ToByteArray(isUnsigned: true, isBigEndian: false);
        given.CopyTo(bytes, 0);
        if (!_isLittle)
        {
            Array.Reverse(bytes);
        }

        return bytes;
    }

    private static T Real<T>(string word, string type)
        where T : IFloatingPointIeee754<T>
    {
        string plain = word.TrimStart('-', '+').ToLowerInvariant();
        if (plain is "nan" or "inf" or "infinity")
        {
            // .NET's own NaN has the sign that C's has not.
            return T.CopySign(plain == "nan" ? T.NaN : T.PositiveInfinity, word.StartsWith('-') ? T.NegativeOne : T.One);
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!T.TryParse(word, Style, CultureInfo.InvariantCulture, out T? value))
        {
            throw new FormatException($"'{word}' is not a number");
        }

        return T.IsFinite(value) ? value : throw new FormatException($"{word} is out of range for {type}");
    }
}
