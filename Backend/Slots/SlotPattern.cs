using System.Text;
using System.Text.RegularExpressions;

namespace LtoPar.Backend.Slots;

/// <summary>
/// The GLOB of --slot: '*' is any text, '?' a character, '[...]' one of several, a backslash takes the next character as it is; everything else is itself. It
/// is matched against the whole of a name, which is a symbol's or its name in the source (<see cref="SourceName"/>).
/// </summary>
public sealed class SlotPattern
{
    private readonly Regex _regex;

    /// <exception cref="FormatException">It is empty, or a bracket is not closed.</exception>
    public SlotPattern(string text)
    {
        Text = text.Length > 0 ? text : throw new FormatException("needs a value");
        _regex = new Regex(Translate(text), RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    public string Text { get; }

    public bool Matches(string symbolName) => SourceName.Spellings(symbolName).Any(_regex.IsMatch);

    public override string ToString() => Text;

    private static string Translate(string glob)
    {
        StringBuilder regex = new("\\A");
        for (int i = 0; i < glob.Length; i++)
        {
            switch (glob[i])
            {
                case '*':
                    regex.Append(".*");
                    break;
                case '?':
                    regex.Append('.');
                    break;
                case '[':
                    i = TranslateSet(glob, i, regex);
                    break;
                case '\\' when i + 1 < glob.Length:
                    regex.Append(Regex.Escape(glob[++i].ToString()));
                    break;
                default:
                    regex.Append(Regex.Escape(glob[i].ToString()));
                    break;
            }
        }

        return regex.Append("\\z").ToString();
    }

    /// <returns>The place of the bracket that closes the set.</returns>
    private static int TranslateSet(string glob, int open, StringBuilder regex)
    {
        int first = open + 1 < glob.Length && glob[open + 1] is '!' or '^' ? open + 2 : open + 1;
        int close = first + 1 < glob.Length ? glob.IndexOf(']', first + 1) : -1;
        if (close < 0)
        {
            throw new FormatException($"'{glob}' has a '[' without a ']'; write '\\[' for the character");
        }

        regex.Append(first == open + 2 ? "[^" : "[");
        foreach (char c in glob[first..close])
        {
            regex.Append(c is '\\' or '[' or ']' or '^' ? "\\" : "").Append(c);
        }

        regex.Append(']');
        return close;
    }
}
