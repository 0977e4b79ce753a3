using System.Globalization;

namespace LtoPar.Cache.Pruning;

/// <summary>
/// Which entries go, in the words, with the defaults and with the errors of LLVM's ThinLTO cache (llvm/Support/CachePruning.h): words of the form NAME=VALUE,
/// separated by colons.
/// </summary>
public sealed record CachePolicy
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(36500);

    public static CachePolicy Default { get; } = new();

    /// <summary>How long after one pruning the next may be; 0: at the end of every run.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How long after its last use an entry goes; 0: it never does for its age.</summary>
    public TimeSpan Expiration { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The largest share of what is free with the cache removed, 0 to 100; 0: no bound.</summary>
    public int SharePercent { get; init; } = 75;

    /// <summary>The most bytes; 0: no bound.</summary>
    public long Bytes { get; init; }

    /// <summary>The most entries; 0: no bound.</summary>
    public long Files { get; init; } = 1_000_000;

    /// <exception cref="FormatException">A word is unknown or has a wrong value.</exception>
    public static CachePolicy Parse(string text)
    {
        CachePolicy policy = Default;
        string rest = text;
        while (rest.Length > 0)
        {
            (string word, rest) = Cut(rest, ':');
            (string name, string value) = Cut(word, '=');
            policy = name switch
            {
                "prune_interval" => policy with { Interval = Duration(value) },
                "prune_after" => policy with { Expiration = Duration(value) },
                "cache_size" => policy with { SharePercent = Percent(value) },
                "cache_size_bytes" => policy with { Bytes = Size(value) },
                "cache_size_files" => policy with { Files = Number(value) },
                _ => throw Wrong($"Unknown key: '{name}'"),
            };
        }

        return policy;
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var i && i < 0 ? (text, "") : (text[..i], text[(i + 1)..]);

    private static TimeSpan Duration(string text)
    {
        if (text.Length == 0)
        {
            throw Wrong("Duration must not be empty");
        }

        long number = Number(text[..^1]);
        long seconds = text[^1] switch
        {
            's' => number,
            'm' => Times(number, 60),
            'h' => Times(number, 3600),
            _ => throw Wrong($"'{text}' must end with one of 's', 'm' or 'h'"),
        };
        return seconds < (long)s_longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : s_longest;
    }

    private static int Percent(string text)
    {
        if (!text.EndsWith('%'))
        {
            throw Wrong($"'{text}' must be a percentage");
        }

        long number = Number(text[..^1]);
        return number <= 100 ? (int)number : throw Wrong($"'{text[..^1]}' must be between 0 and 100");
    }

    private static long Size(string text)
    {
        char unit = text.Length > 0 ? char.ToLowerInvariant(text[^1]) : ' ';
        int shift = unit switch { 'k' => 10, 'm' => 20, 'g' => 30, _ => 0 };
        return Times(Number(shift > 0 ? text[..^1] : text), 1L << shift);
    }

    /// <summary>Reads a number as LLVM does: 0x, 0b and 0o or 0 begin other bases.</summary>
    private static long Number(string text)
    {
        (int radix, string digits) = text switch
        {
            ['0', 'x' or 'X', _, ..] => (16, text[2..]),
            ['0', 'b' or 'B', _, ..] => (2, text[2..]),
            ['0', 'o', _, ..] => (8, text[2..]),
            ['0', >= '0' and <= '9', ..] => (8, text[1..]),
            _ => (10, text),
        };
        long number = 0;
        foreach (char c in digits)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(CultureInfo.InvariantCulture), 16) : radix;
            number = digit < radix && number <= (long.MaxValue - digit) / radix ? (number * radix) + digit : throw Wrong($"'{text}' not an integer");
        }

        return digits.Length > 0 ? number : throw Wrong($"'{text}' not an integer");
    }

    private static long Times(long number, long factor) => number <= long.MaxValue / factor ? number * factor : long.MaxValue;

    private static FormatException Wrong(string reason) => new($"invalid cache policy: {reason}");
}
