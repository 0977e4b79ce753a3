using System.Globalization;

namespace LtoPar.Bench.Measurements;

/// <summary>The limit of a ratio: "0.56" is the most it may be, "0.5%" how far it may be from 1 either way.</summary>
internal sealed class Limit
{
    private readonly string _text;

    /// <exception cref="FormatException">The text is no number.</exception>
    public Limit(string text)
    {
        _text = text;
        IsPercent = text.EndsWith('%');
        Number = double.TryParse(IsPercent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new FormatException($"'{text}' is no limit: expected a number, or one with %");
    }

    public bool IsPercent { get; }

    /// <summary>The ratio, or the percentage.</summary>
    public double Number { get; }

    /// <summary>Whether the median of measured ratios keeps the limit; what was not measured does not.</summary>
    public bool IsMetBy(Summary ratios) =>
        !ratios.IsEmpty && (IsPercent ? ratios.Median >= 1 - (Number / 100) && ratios.Median <= 1 + (Number / 100) : ratios.Median <= Number);

    public override string ToString() => IsPercent ? string.Create(CultureInfo.InvariantCulture, $"within {Number} %") : $"<= {_text}";
}
