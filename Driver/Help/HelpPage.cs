using System.CommandLine;
using System.Text;

namespace LtoPar.Driver.Help;

/// <summary>The text of --help: usage, examples, options by group. System.CommandLine's own page is one long list without either.</summary>
/// <param name="Usage">Lines as they are printed, the summary first.</param>
internal sealed record HelpPage(string Usage, IReadOnlyList<HelpGroup> Groups)
{
    private const int Width = 110;
    private const int Column = 34;

    public override string ToString()
    {
        StringBuilder text = new(Usage.TrimEnd());
        text.Append('\n');
        foreach (HelpGroup group in Groups)
        {
            text.Append('\n').Append(group.Title).Append(":\n");
            foreach (Option option in group.Options)
            {
                Append(text, option);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Option option)
    {
        string left = "  " + Spelling(option);
        text.Append(left);
        int at = left.Length;
        if (at > Column - 2)
        {
            text.Append('\n');
            at = 0;
        }

        text.Append(' ', Column - at);
        int used = Column;
        bool isFirst = true;
        foreach (string word in (option.Description ?? "").Split(' '))
        {
            if (!isFirst && used + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', Column);
                used = Column;
                isFirst = true;
            }

            text.Append(isFirst ? "" : " ").Append(word);
            used += word.Length + (isFirst ? 0 : 1);
            isFirst = false;
        }

        text.Append('\n');
    }

    /// <summary>
    /// Spells an option, as "-o, --output=FILE": short spellings first, the value after '=' as it may be written for every option, except -O2.
    /// </summary>
    private static string Spelling(Option option)
    {
        string names = string.Join(", ", option.Aliases.Prepend(option.Name).OrderBy(n => n.StartsWith("--", StringComparison.Ordinal)));
        return option.HelpName is null ? names : option.Name == "-O" ? $"-O<{option.HelpName}>" : $"{names}={option.HelpName}";
    }
}
