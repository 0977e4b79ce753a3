using System.Globalization;

namespace LtoPar.Bench;

/// <summary>A command's words: operands, and options with a value.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = [];
    private readonly List<string> _operands = [];

    /// <exception cref="FormatException">An option has no value.</exception>
    public Arguments(ReadOnlySpan<string> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                _operands.Add(words[i]);
            }
            else if (i + 1 < words.Length)
            {
                _options[words[i]] = words[++i];
            }
            else
            {
                throw new FormatException($"{words[i]} needs a value");
            }
        }
    }

    public IReadOnlyList<string> Operands => _operands;

    /// <exception cref="FormatException">The option is missing.</exception>
    public string Text(string option) => _options.GetValueOrDefault(option) ?? throw new FormatException($"{option} is needed");

    /// <exception cref="FormatException">The option is missing, or its value is no number.</exception>
    public decimal Number(string option) =>
        decimal.TryParse(Text(option), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : throw new FormatException($"{option} needs a number, not '{Text(option)}'");

    /// <exception cref="FormatException">There are fewer operands.</exception>
    public string Operand(int index) => index < _operands.Count ? _operands[index] : throw new FormatException("an operand is missing");
}
