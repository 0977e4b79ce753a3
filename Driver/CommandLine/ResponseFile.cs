using System.Text;

namespace LtoPar.Driver.CommandLine;

/// <summary>
/// Expands @file as GNU tools and LLVM read it: words separated by white space, '...' and "..." quote, a backslash takes the next character as it is (inside
/// double quotes too), nothing is a comment. Nested @file is expanded; one that does not exist is an error (llc keeps it as a word and then complains of an
/// input named "@file").
/// </summary>
internal static class ResponseFile
{
    private const int MaxDepth = 16;

    /// <returns>The arguments with every @file replaced, or an error.</returns>
    public static (string[] Arguments, string? Error) Expand(IReadOnlyList<string> arguments)
    {
        List<string> expanded = [];
        string? error = null;
        foreach (string argument in arguments)
        {
            error ??= ExpandOne(argument, expanded, MaxDepth);
        }

        return ([.. expanded], error);
    }

    public static List<string> Split(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool inWord = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
                inWord = true;
            }
            else if (quote != '\0')
            {
                if (c == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(c);
                }
            }
            else if (c is '\'' or '"')
            {
                quote = c;
                inWord = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                Flush();
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (inWord)
            {
                words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
        }
    }

    private static string? ExpandOne(string argument, List<string> into, int depth)
    {
        if (argument.Length < 2 || argument[0] != '@')
        {
            into.Add(argument);
            return null;
        }

        string path = argument[1..];
        if (depth == 0)
        {
            return $"{path}: response files are nested too deeply (a file that names itself?)";
        }

        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{path}: cannot read response file: {(e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.Message)}";
        }

        foreach (string word in Split(text))
        {
            if (ExpandOne(word, into, depth - 1) is { } error)
            {
                return error;
            }
        }

        return null;
    }
}
