using System.CommandLine;
using System.Globalization;
using LtoPar.Platform.Native;

namespace LtoPar.Driver.CommandLine;

/// <summary>The option --memory-limit SIZE|N%|none, which decides how many partitions are in memory at a time, and nothing else.</summary>
internal static class MemoryOption
{
    private const string Help = "write bytes, with K, M or G for their powers of 1024, a share of the machine's memory as 50%, or none";

    public static Option<long?> Create() => OptionFactory.Scalar<long?>(
        "--memory-limit", "SIZE|N%|none", "Memory that partitions compiled at a time may need, as predicted (default: what the machine has)",
        text => Parse(text, HostMemory.Size));

    /// <param name="machine">The bytes that a percentage refers to.</param>
    internal static long Parse(string text, long machine)
    {
        if (text == "none")
        {
            return long.MaxValue;
        }

        char unit = text.Length > 0 ? char.ToUpperInvariant(text[^1]) : ' ';
        ReadOnlySpan<char> digits = char.IsAsciiDigit(unit) ? text : text.AsSpan(0, Math.Max(0, text.Length - 1));
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number < 1)
        {
            throw new FormatException($"'{text}' is not a size; {Help}");
        }

        if (unit == '%')
        {
            return number <= 100 ? (long)(machine * (number / 100.0)) : throw new FormatException($"'{text}' is more than there is; the most is 100%");
        }

        int shift = unit switch
        {
            'K' => 10,
            'M' => 20,
            'G' => 30,
            _ when char.IsAsciiDigit(unit) => 0,
            _ => throw new FormatException($"'{text}' is not a size; {Help}"),
        };
        return number <= long.MaxValue >> shift ? number << shift : throw new FormatException($"'{text}' is too large");
    }
}
