using System.Diagnostics;
using LtoPar.Platform;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.UserCommands;

/// <summary>Runs a command that the user gave by the shell, with files in place of its placeholders.</summary>
internal static class ShellCommand
{
    /// <summary>The outcome of a command.</summary>
    /// <param name="Status">Its exit status; 128 and the signal's number when a signal ended it.</param>
    public sealed record Outcome(int Status, byte[] Output, byte[] Error);

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

    /// <exception cref="LtoParException">There is no shell.</exception>
    public static Outcome Run(string command)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", command]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Subprocess process = Subprocess.Start(start);
        process.StandardInput.Close();
        (byte[] output, byte[] error) = process.Finish();
        return new Outcome(process.ExitCode, output, error);
    }
}
