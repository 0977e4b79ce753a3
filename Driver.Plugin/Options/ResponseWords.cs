using System.Text;

namespace LtoPar.Plugin.Options;

/// <summary>@FILE on a linker's command line, as libiberty's expandargv reads it: white space separates, quotes and backslashes quote, files nest.</summary>
internal static class ResponseWords
{
    private const int MaxDepth = 16;

    public static List<string> Expand(IEnumerable<string> arguments)
    {
        List<string> words = [];
        foreach (string argument in arguments)
        {
            Expand(argument, words, MaxDepth);
        }

        return words;
    }

    private static void Expand(string argument, List<string> words, int depth)
    {
        string? text = null;
        if (argument.Length > 1 && argument[0] == '@' && depth > 0)
        {
            try
            {
                text = File.ReadAllText(argument[1..]);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Linkers take the word as it is then.
            }
        }

        if (text is null)
        {
            words.Add(argument);
            return;
        }

        foreach (string word in Split(text))
        {
            Expand(word, words, depth - 1);
        }
    }

    private static List<string> Split(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool inWord = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
                inWord = true;
            }
            else if (quote != '\0' ? c == quote : c is '\'' or '"')
            {
                quote = quote == '\0' ? c : '\0';
                inWord = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (inWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    inWord = false;
                }
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
