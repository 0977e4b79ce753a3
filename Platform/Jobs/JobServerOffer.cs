using System.Globalization;

namespace LtoPar.Platform.Jobs;

/// <summary>
/// What the variable MAKEFLAGS says of a jobserver, as GNU make, ninja and cargo write it: a named pipe (--jobserver-auth=fifo:PATH, make 4.4), or two
/// inherited descriptors (--jobserver-auth=R,W, before 4.2 --jobserver-fds=R,W). Of several the last one counts.
/// </summary>
/// <param name="Path">The named pipe; null: there are descriptors.</param>
/// <param name="Read">The descriptor that tokens are read from.</param>
/// <param name="Write">The descriptor that they are given back to.</param>
public sealed record JobServerOffer(string? Path, int Read, int Write)
{
    public const string Variable = "MAKEFLAGS";

    private const string Fifo = "fifo:";

    private static readonly string[] s_names = ["--jobserver-auth=", "--jobserver-fds="];

    /// <returns>Null: none is offered, as in a dry run (n among the flags), or by a make that has switched it off (negative descriptors).</returns>
    public static JobServerOffer? Parse(string? flags)
    {
        string[] words = (flags ?? "").Split(' ');
        // Flags without an argument stand in the first word, without dashes; there is none where the text begins with a blank.
        if (!words[0].StartsWith('-') && !words[0].Contains('=', StringComparison.Ordinal) && words[0].Contains('n', StringComparison.Ordinal))
        {
            return null;
        }

        // After "--" there are variables of the command line.
        string? value = words.TakeWhile(w => w != "--")
            .Select(w => s_names.FirstOrDefault(n => w.StartsWith(n, StringComparison.Ordinal)) is { } name ? w[name.Length..] : null)
            .LastOrDefault(v => v is not null);
        if (value is null)
        {
            return null;
        }

        if (value.StartsWith(Fifo, StringComparison.Ordinal))
        {
            return value.Length > Fifo.Length ? new JobServerOffer(value[Fifo.Length..], -1, -1) : null;
        }

        return value.Split(',') is [var read, var write]
            && int.TryParse(read, NumberStyles.None, CultureInfo.InvariantCulture, out int r)
            && int.TryParse(write, NumberStyles.None, CultureInfo.InvariantCulture, out int w2)
            ? new JobServerOffer(null, r, w2)
            : null;
    }
}
