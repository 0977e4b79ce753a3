using System.Globalization;

namespace LtoPar.Driver.Slots;

/// <summary>The type of a slot, as far as values are concerned (Backend/Slots/SlotType.cs spells it). Sizes and offsets are in bytes.</summary>
internal abstract record SlotLayout(long Size)
{
    /// <summary>The type in words, as messages and lists name it.</summary>
    public abstract string Text { get; }

    /// <param name="text">The whole of it.</param>
    /// <returns>Null: it is no type, or one that does not fit.</returns>
    public static SlotLayout? Parse(string text, long size)
    {
        int at = 0;
        return ParseAt(text, ref at, size) is { } layout && at == text.Length && layout.Size <= size ? layout : null;
    }

    /// <param name="room">The most bytes that it may have.</param>
    private static SlotLayout? ParseAt(string text, ref int at, long room)
    {
        SlotLayout? layout = at == text.Length ? null : text[at] switch
        {
            '[' => ParseArray(text, ref at, room),
            '{' => ParseStruct(text, ref at, room),
            _ => ParseScalar(text, ref at, room),
        };
        return layout?.Size <= room ? layout : null;
    }

    private static ScalarLayout? ParseScalar(string text, ref int at, long room)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
        {
            at++;
        }

        return text[start..at] switch
        {
            "half" => new(ScalarKind.Half, "half", 2),
            "float" => new(ScalarKind.Float, "float", 4),
            "double" => new(ScalarKind.Double, "double", 8),
            "i8" or "i16" or "i32" or "i64" or "i128" =>
                new(ScalarKind.Integer, text[start..at], int.Parse(text[(start + 1)..at], NumberStyles.None, CultureInfo.InvariantCulture) / 8),
            "ptr" => new(ScalarKind.Address, "ptr", Math.Min(room, 8)),
            "bfloat" => new(ScalarKind.Raw, "bfloat", 2),
            "raw" => new(ScalarKind.Raw, "raw", room),
            _ => null,
        };
    }

    private static ArrayLayout? ParseArray(string text, ref int at, long room)
    {
        at++;
        if (Number(text, ref at) is not { } count || !Take(text, ref at, '*') || Number(text, ref at) is not { } stride || !Take(text, ref at, ' ')
            || (stride > 0 && count > room / stride))
        {
            return null;
        }

        return ParseAt(text, ref at, stride) is { } element && Take(text, ref at, ']') ? new ArrayLayout(count, stride, element) : null;
    }

    private static StructLayout? ParseStruct(string text, ref int at, long room)
    {
        at++;
        List<(long Offset, SlotLayout Layout)> members = [];
        while (at < text.Length && text[at] != '}')
        {
            if ((members.Count > 0 && !Take(text, ref at, ' ')) || Number(text, ref at) is not { } offset || !Take(text, ref at, ':') || offset > room)
            {
                return null;
            }

            int end = NextOffset(text, at) is var next && next >= offset && next <= room ? (int)(next - offset) : (int)Math.Min(room - offset, int.MaxValue);
            if (ParseAt(text, ref at, end) is not { } member)
            {
                return null;
            }

            members.Add((offset, member));
        }

        return Take(text, ref at, '}') ? new StructLayout(members, room) : null;
    }

    /// <summary>The offset of the member behind the one that begins here; -1: there is none.</summary>
    private static long NextOffset(string text, int at)
    {
        for (int depth = 0; at < text.Length && depth >= 0; at++)
        {
            depth += text[at] is '[' or '{' ? 1 : text[at] is ']' or '}' ? -1 : 0;
            if (depth == 0 && text[at] == ' ')
            {
                at++;
                return Number(text, ref at) ?? -1;
            }
        }

        return -1;
    }

    private static long? Number(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return long.TryParse(text[start..at], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    private static bool Take(string text, ref int at, char c)
    {
        bool isThere = at < text.Length && text[at] == c;
        at += isThere ? 1 : 0;
        return isThere;
    }
}
