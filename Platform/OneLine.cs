using System.Globalization;
using System.Text;

namespace LtoPar.Platform;

/// <summary>
/// A text as one line: what LLVM says may quote lines of IR or of assembly, a linker's words or a file's name may have line ends in them, and a
/// message is one line that tools can match.
/// </summary>
public static class OneLine
{
    /// <summary>The most characters of a line: a quoted constant may be megabytes.</summary>
    private const int Longest = 4000;

    /// <returns>
    /// The lines, trimmed and joined by "; ", without empty ones and those that only point at the line above ("^~~"); control characters are
    /// written \xNN. Cut with "..." after <see cref="Longest"/> characters.
    /// </returns>
    public static string Of(string text)
    {
        if (text.Length <= Longest && !text.AsSpan().ContainsAnyInRange('\0', '\u001f'))
        {
            return text;
        }

        StringBuilder line = new();
        foreach (string part in text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Length > Longest)
            {
                break;
            }

            if (part.AsSpan().ContainsAnyExcept("^~ \t"))
            {
                line.Append(line.Length == 0 ? "" : line[^1] is ':' or ';' ? " " : "; ");
                Append(line, part);
            }
        }

        return line.Length <= Longest ? line.ToString() : line.ToString(0, Longest) + "...";
    }

    private static void Append(StringBuilder line, string part)
    {
        foreach (char c in part)
        {
            if (c == '\t')
            {
                line.Append(' ');
            }
            else if (c < ' ')
            {
                line.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            }
            else
            {
                line.Append(c);
            }
        }
    }
}
