using System.Text.RegularExpressions;

namespace LtoPar.Driver.Remarks;

/// <summary>A regular expression for names of passes, as -Rpass takes it. LLVM reads it as a POSIX one; of names of passes both mean the same.</summary>
internal sealed class PassPattern
{
    /// <summary>The expression that all names match.</summary>
    public const string Any = ".";

    private readonly Regex _expression;

    private PassPattern(string text)
    {
        Text = text;
        _expression = new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    public string Text { get; }

    /// <exception cref="FormatException">It is no regular expression.</exception>
    public static PassPattern? Parse(string text)
    {
        try
        {
            return text.Length > 0 ? new PassPattern(text) : throw new FormatException("needs a value");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"'{text}' is not a regular expression: {e.Message}", e);
        }
    }

    public bool Matches(string pass) => _expression.IsMatch(pass);
}
