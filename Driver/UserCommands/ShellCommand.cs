using System.Diagnostics;
using LtoPar.Platform;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.UserCommands;

/// <summary>Runs a command that the user gave by the shell, with files in place of its placeholders.</summary>
internal static class ShellCommand
{
    /// <param name="files">Placeholder letters and the files they stand for, which are quoted for the shell.</param>
    public static string Expand(string template, params (char Letter, string File)[] files) =>
        ExpandWords(template, [.. files.Select(f => (f.Letter, Shell.Quote(f.File)))]);

    /// <param name="words">Placeholder letters and the words of the shell that they stand for, as they are.</param>
    public static string ExpandWords(string template, params (char Letter, string Word)[] words)
    {
        System.Text.StringBuilder text = new();
        for (int i = 0; i < template.Length; i++)
        {
            char next = template[i] == '%' && i + 1 < template.Length ? template[i + 1] : '\0';
            if (next == '%')
            {
                text.Append('%');
                i++;
            }
            else if (next != '\0' && words.FirstOrDefault(w => w.Letter == next) is { Word: { } word })
            {
                text.Append(word);
                i++;
            }
            else
            {
                text.Append(template[i]);
            }
        }

        return text.ToString();
    }

    /// <summary>Requires that a command says where a file goes.</summary>
    /// <param name="option">The option that gives the command.</param>
    /// <param name="command">Null: it is not given.</param>
    /// <param name="topic">The command of lto-par whose help explains the placeholder.</param>
    /// <exception cref="LtoParException">It does not.</exception>
    public static void Require(string option, string? command, string placeholder, string topic)
    {
        if (command is not null && !command.Replace("%%", "", StringComparison.Ordinal).Contains(placeholder, StringComparison.Ordinal))
        {
            throw new LtoParException(null, $"{option} '{command}' has no {placeholder}; 'lto-par {topic} --help' says what it stands for");
        }
    }

    /// <param name="limit">The longest that it may take; null: it may take for ever.</param>
    /// <exception cref="LtoParException">There is no shell.</exception>
    public static ProgramAnswer Run(string command, TimeSpan? limit = null) =>
        ProgramAnswer.Get(new ProcessStartInfo("/bin/sh", ["-c", command]), input: null, limit);
}
