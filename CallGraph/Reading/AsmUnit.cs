namespace LtoPar.CallGraph.Reading;

/// <summary>
/// What one piece of assembly text defines and mentions, by name. Deliberately generous: the text is split into words, not parsed, because
/// macros and conditionals can do anything and a word too many only keeps two symbols together that could have been apart.
/// </summary>
internal sealed class AsmUnit
{
    private static readonly HashSet<string> s_definers =
        new(["set", "equ", "equiv", "macro", "symver", "comm", "lcomm", "weakref", "thumb_set", "altmacro", "irp"], StringComparer.Ordinal);

    public AsmUnit(string text)
    {
        foreach (string statement in text.Split(['\n', ';']))
        {
            AddStatement(statement);
        }
    }

    /// <summary>Labels, .set names, macros: what other assembly of the same object can use.</summary>
    public HashSet<string> Defines { get; } = new(StringComparer.Ordinal);

    /// <summary>Made visible to other objects with .globl, .global or .weak.</summary>
    public HashSet<string> Globals { get; } = new(StringComparer.Ordinal);

    /// <summary>Every word.</summary>
    public HashSet<string> Mentions { get; } = new(StringComparer.Ordinal);

    private void AddStatement(string statement)
    {
        List<(string Word, char Next)> words = Words(statement);
        for (int i = 0; i < words.Count; i++)
        {
            Mentions.Add(words[i].Word);
        }

        // Any number of labels, then "name = value" or a directive.
        int at = 0;
        while (at < words.Count && words[at].Next == ':')
        {
            Defines.Add(words[at++].Word);
        }

        if (at >= words.Count)
        {
            return;
        }

        (string head, char next) = words[at];
        if (next == '=')
        {
            Defines.Add(head);
        }
        else if (head.StartsWith('.') && at + 1 < words.Count)
        {
            if (s_definers.Contains(head[1..]))
            {
                Defines.Add(words[at + 1].Word);
            }
            else if (head is ".globl" or ".global" or ".weak")
            {
                foreach ((string word, _) in words.Skip(at + 1))
                {
                    Globals.Add(word);
                }
            }
        }
    }

    /// <summary>Identifiers and quoted names, each with the first character after it that is no blank.</summary>
    private static List<(string Word, char Next)> Words(string statement)
    {
        List<(string, char)> words = [];
        for (int i = 0; i < statement.Length;)
        {
            int start = i;
            string word;
            if (statement[i] == '"')
            {
                int close = statement.IndexOf('"', i + 1);
                int end = close < 0 ? statement.Length : close;
                word = statement[(i + 1)..end];
                i = Math.Min(end + 1, statement.Length);
            }
            else if (IsWordStart(statement[i]))
            {
                while (i < statement.Length && IsWordPart(statement[i]))
                {
                    i++;
                }

                word = statement[start..i];
            }
            else if (char.IsAsciiDigit(statement[i]))
            {
                // Numbers and numeric labels ("1:", "1b") are no names.
                while (i < statement.Length && IsWordPart(statement[i]))
                {
                    i++;
                }

                continue;
            }
            else
            {
                i++;
                continue;
            }

            int after = i;
            while (after < statement.Length && (statement[after] == ' ' || statement[after] == '\t'))
            {
                after++;
            }

            words.Add((word, after < statement.Length ? statement[after] : '\0'));
        }

        return words;
    }

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c is '_' or '.' || c >= 0x80;

    private static bool IsWordPart(char c) => IsWordStart(c) || char.IsAsciiDigit(c) || c == '$';
}
