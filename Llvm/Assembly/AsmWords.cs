using System.Text;

namespace LtoPar.Llvm.Assembly;

/// <summary>Splits assembly into names.</summary>
public static class AsmWords
{
    /// <summary>The character that stands for an operand of inline assembly ($0, ${1:c}), whose text is not known.</summary>
    private const char Operand = '\u0002';

    /// <summary>Splits assembly into statements: at line ends and at ';'.</summary>
    public static string[] Statements(string text) => text.Split(['\n', ';']);

    /// <summary>
    /// Lists identifiers, quoted names and names that are put together ("\name\()_end", "counter\@", "fn_${0:c}"), in order. Numbers and numeric labels ("1:",
    /// "1b") are no names.
    /// </summary>
    public static List<AsmWord> Split(string statement)
    {
        List<AsmWord> words = [];
        List<string> pieces = [];
        for (int i = 0; i < statement.Length;)
        {
            int start = i;
            char before = start > 0 ? statement[start - 1] : '\0';
            if (statement[i] == '"')
            {
                int close = statement.IndexOf('"', i + 1);
                int end = close < 0 ? statement.Length : close;
                i = Math.Min(end + 1, statement.Length);
                words.Add(new AsmWord(statement[(start + 1)..end], null, before, After(statement, i), IsQuoted: true));
                continue;
            }

            if (statement[i] == '$')
            {
                // An immediate; inside a name it is a part of it.
                i++;
                continue;
            }

            int unknown = SkipName(statement, ref i, pieces);
            if (i == start)
            {
                i++;
            }
            else if (unknown > 0)
            {
                // A single argument by itself is replaced by its text, which is a word where the macro is called. Two make a name that is no word elsewhere.
                IReadOnlyList<string> known = pieces.Count == 0 && unknown > 1 ? [""] : [.. pieces];
                words.Add(new AsmWord("", known, before, After(statement, i), IsQuoted: false));
            }
            else if (IsStart(statement[start]))
            {
                words.Add(new AsmWord(statement[start..i], null, before, After(statement, i), IsQuoted: false));
            }
        }

        return words;
    }

    /// <summary>
    /// Writes inline assembly as an assembler would see it, but for its operands: "$$" is "$", "$(a$|b$)" are the forms for each dialect, "$0" and "${0:c}" are
    /// not known.
    /// </summary>
    public static string WithoutOperands(string template)
    {
        StringBuilder text = new(template.Length);
        for (int i = 0; i < template.Length; i++)
        {
            if (template[i] != '$' || i + 1 == template.Length)
            {
                text.Append(template[i]);
                continue;
            }

            char next = template[++i];
            if (next == '{')
            {
                int close = template.IndexOf('}', i);
                i = close < 0 ? template.Length : close;
                text.Append(Operand);
            }
            else if (char.IsAsciiDigit(next))
            {
                while (i + 1 < template.Length && char.IsAsciiDigit(template[i + 1]))
                {
                    i++;
                }

                text.Append(Operand);
            }
            else
            {
                text.Append(next is '(' or '|' or ')' ? ' ' : next);
            }
        }

        return text.ToString();
    }

    /// <param name="statement">The statement.</param>
    /// <param name="at">Moved to the end of the name, if there is one.</param>
    /// <param name="pieces">Receives the pieces that are written out.</param>
    /// <returns>The number of pieces that are not known.</returns>
    private static int SkipName(string statement, ref int at, List<string> pieces)
    {
        pieces.Clear();
        int unknown = 0;
        while (at < statement.Length)
        {
            int start = at;
            if (IsPart(statement[at]))
            {
                while (at < statement.Length && IsPart(statement[at]))
                {
                    at++;
                }

                pieces.Add(statement[start..at]);
            }
            else if (statement[at] == Operand)
            {
                at++;
                unknown++;
            }
            else if (statement[at] == '\\' && at + 1 < statement.Length && statement[at + 1] == '@')
            {
                at += 2;
                unknown++;
            }
            else if (statement[at] == '\\' && at + 2 < statement.Length && statement[at + 1] == '(' && statement[at + 2] == ')')
            {
                at += 3;
            }
            else if (statement[at] == '\\' && at + 1 < statement.Length && IsPart(statement[at + 1]))
            {
                at++;
                while (at < statement.Length && IsPart(statement[at]))
                {
                    at++;
                }

                unknown++;
            }
            else if (statement[at] == '&' && at > 0 && IsPart(statement[at - 1]) && at + 1 < statement.Length && IsPart(statement[at + 1]))
            {
                // .altmacro joins with '&'; anywhere else nothing is lost.
                at++;
                unknown++;
            }
            else
            {
                break;
            }
        }

        return unknown;
    }

    private static char After(string statement, int at)
    {
        while (at < statement.Length && (statement[at] == ' ' || statement[at] == '\t'))
        {
            at++;
        }

        return at < statement.Length ? statement[at] : '\0';
    }

    private static bool IsStart(char c) => char.IsAsciiLetter(c) || c is '_' or '.' || c >= 0x80;

    private static bool IsPart(char c) => IsStart(c) || char.IsAsciiDigit(c) || c == '$';
}
