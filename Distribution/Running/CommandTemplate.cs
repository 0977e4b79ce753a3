using System.Text;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform;

namespace LtoPar.Distribution.Running;

/// <summary>
/// A shell command that runs a job: it has the bitcode on standard input and gives the object on standard output, or the host has all files itself.
///
///     %c   the job's command, with - for the bitcode and the object: "lto-par compile -O2 - -o -"
///     %a   the same without the program: for hosts that have it elsewhere
///     %C, %A   the same, quoted once more, for a command that gives its words to another shell, as ssh does
///     %h   the host
///     %d   the folder that names of files start from; %D, the same, quoted once more
///     %%   a percent sign
///
/// A template without the job's options would give another object than the link asks for, so one of the first four has to be there.
/// </summary>
public sealed class CommandTemplate
{
    private const string Places = "cCaAhdD%";

    private readonly string _text;

    /// <param name="hasHosts">Whether hosts are named, which the template has to have a place for.</param>
    /// <exception cref="LtoParException">It cannot give the object that is asked for.</exception>
    public CommandTemplate(string text, bool hasHosts)
    {
        _text = text;
        List<char> places = [];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                char place = ++i < text.Length ? text[i] : ' ';
                places.Add(Places.Contains(place, StringComparison.Ordinal)
                    ? place
                    : throw new LtoParException(null, $"the template has '%{place}', which stands for nothing; a percent sign is %%"));
            }
        }

        if (!places.Exists(p => "cCaA".Contains(p, StringComparison.Ordinal)))
        {
            throw new LtoParException(null, "the template does not say where the job's command goes: %c (or %C for ssh), or %a and %A for its arguments");
        }

        if (places.Contains('h') != hasHosts)
        {
            throw new LtoParException(
                null, hasHosts ? "--hosts are named, and the template has no %h for them" : "the template has %h, and no --hosts are named");
        }
    }

    /// <param name="job">The job's command.</param>
    /// <returns>A command for the shell.</returns>
    public string Fill(IReadOnlyList<string> job, string host)
    {
        StringBuilder command = new();
        for (int i = 0; i < _text.Length; i++)
        {
            if (_text[i] != '%')
            {
                command.Append(_text[i]);
                continue;
            }

            command.Append(_text[++i] switch
            {
                'c' => Shell.Line(job),
                'C' => Shell.Quote(Shell.Line(job)),
                'a' => Shell.Line(job.Skip(1)),
                'A' => Shell.Quote(Shell.Line(job.Skip(1))),
                'h' => Shell.Quote(host),
                'd' => Shell.Quote(Environment.CurrentDirectory),
                'D' => Shell.Quote(Shell.Quote(Environment.CurrentDirectory)),
                _ => "%",
            });
        }

        return command.ToString();
    }

    /// <summary>The command of a job that reads its bitcode from standard input, and writes its object to standard output.</summary>
    /// <exception cref="LtoParException">It needs other files too.</exception>
    public static IReadOnlyList<string> Streamed(JobFile file, RemoteJob job)
    {
        IReadOnlyList<string> command = file.CommandOf(job);
        string? other = job.Inputs.Skip(1).Concat(job.Outputs.Skip(1)).Concat(file.CommonInputs)
            .FirstOrDefault(name => command.Any(word => word.Contains(name, StringComparison.Ordinal)));
        if (other is not null)
        {
            throw new LtoParException(
                job.Bitcode, $"the job needs {other} too, and a template sends one file; where hosts have this machine's files, use --shared");
        }

        return command.Contains(job.Bitcode) && command.Contains(job.Object)
            ? [.. command.Select(word => word == job.Bitcode || word == job.Object ? "-" : word)]
            : throw new LtoParException(job.Bitcode, "the job's command does not name its bitcode and its object as words of their own");
    }
}
