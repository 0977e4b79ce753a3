using System.Diagnostics;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Commands;

/// <summary>Runs a command that the user gave by the shell, with files in place of its placeholders.</summary>
internal static class ShellCommand
{
    /// <summary>The outcome of a command.</summary>
    /// <param name="Status">Its exit status; 128 and the signal's number when a signal ended it.</param>
    public sealed record Outcome(int Status, byte[] Output, byte[] Error);

    /// <param name="files">Placeholder letters and the files they stand for, quoted for the shell.</param>
    public static string Expand(string template, params (char Letter, string File)[] files)
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
            else if (next != '\0' && files.FirstOrDefault(f => f.Letter == next) is { File: { } file })
            {
                text.Append('\'').Append(file.Replace("'", "'\\''", StringComparison.Ordinal)).Append('\'');
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
