using System.Globalization;
using System.Text;

namespace LtoPar.Driver.Reporting.Markup;

/// <summary>
/// Text that shows what is in it. Names of symbols are bytes of somebody's program: characters that would end lines, hide, or turn round the text after them
/// (bidirectional controls) are written as \u{202E}, so that two names that look the same are the same.
/// </summary>
internal static class VisibleText
{
    public static string Of(string text)
    {
        if (!text.EnumerateRunes().Any(IsHidden))
        {
            return text;
        }

        StringBuilder shown = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                shown.Append("\\u{").Append(rune.Value.ToString("X", CultureInfo.InvariantCulture)).Append('}');
            }
            else
            {
                shown.Append(rune.ToString());
            }
        }

        return shown.ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
