using System.Globalization;
using LtoPar.Platform;

namespace LtoPar.Distribution;

/// <summary>
/// The words of a distributor's command line, one after the other: an option with its value ("--jobs=4", "--jobs 4", "-j4"), or a file, which is an option
/// without a dash.
/// </summary>
public sealed class OptionWords(IEnumerable<string> words)
{
    private readonly Queue<string> _words = new(words);
    private string? _value;

    /// <summary>The word as it was given.</summary>
    public string Word { get; private set; } = "";

    /// <summary>The word without its value.</summary>
    public string Option { get; private set; } = "";

    /// <summary>Whether the value is in the same word.</summary>
    public bool HasValue => _value is not null;

    /// <returns>False: there is no other word.</returns>
    public bool Next()
    {
        if (!_words.TryDequeue(out string? word))
        {
            return false;
        }

        Word = word;
        (Option, _value) = word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=', StringComparison.Ordinal) is var at and > 0
            ? (word[..at], word[(at + 1)..])
            : word is ['-', 'j', _, ..] ? ("-j", word[2..])
            : (word, null);
        return true;
    }

    /// <summary>The value, which may be the next word.</summary>
    /// <exception cref="LtoParException">There is none.</exception>
    public string Value() => _value ?? (_words.TryDequeue(out string? next) ? next : throw new LtoParException(null, $"option '{Option}' needs a value"));

    /// <exception cref="LtoParException">There is no value, or it is no number from 1 to the most.</exception>
    public int Number(int most) => Number(Option, Value(), most);

    /// <param name="option">The option that the number belongs to, for the message.</param>
    /// <exception cref="LtoParException">It is no number from 1 to the most.</exception>
    public static int Number(string option, string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most
            ? number
            : throw new LtoParException(null, $"{option}: '{text}' is not a number from 1 to {most}");

    /// <summary>The error where the option is not one of the program's.</summary>
    public LtoParException Unknown() => new(null, $"unknown argument '{Word}'; --help lists what there is");
}
