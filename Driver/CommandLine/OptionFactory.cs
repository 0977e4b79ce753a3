using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LtoPar.Driver.CommandLine;

/// <summary>
/// Makes options that behave as users of clang and llc expect: given twice, the last one wins (System.CommandLine alone throws).
/// </summary>
internal static class OptionFactory
{
    /// <param name="parse">Throws FormatException with the reason why a value is wrong.</param>
    public static Option<T?> Scalar<T>(string name, string value, string description, Func<string, T> parse, params string[] aliases) =>
        new(name, aliases)
        {
            Description = description,
            HelpName = value,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            CustomParser = result =>
            {
                try
                {
                    return parse(result.Tokens[^1].Value);
                }
                catch (FormatException e)
                {
                    result.AddError($"{name}: {e.Message}");
                    return default;
                }
            },
        };

    public static Option<string?> Text(string name, string value, string description, params string[] aliases) =>
        Scalar(name, value, description, text => text.Length > 0 ? text : throw new FormatException("needs a value"), aliases);

    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    public static Option<int?> Count(string name, string description, params string[] aliases) =>
        Scalar<int?>(name, "N", description, text => (int)PositiveNumber(text, int.MaxValue), aliases);

    /// <summary>An option of seconds: a week at most, since what is above it is a mistake, and no timer waits for more than seven.</summary>
    public static Option<int?> Seconds(string name, string description) =>
        Scalar<int?>(name, "SECONDS", description, text => (int)PositiveNumber(text, 7 * 24 * 3600));

    public static Option<long?> Size(string name, string description) =>
        Scalar<long?>(name, "N", description, text => PositiveNumber(text, long.MaxValue));

    public static Option<T?> OneOf<T>(string name, string description, IReadOnlyDictionary<string, T> values, params string[] aliases)
        where T : struct =>
        Scalar<T?>(name, string.Join('|', values.Keys), description, text => values.TryGetValue(text, out T value)
            ? value
            : throw new FormatException($"unknown value '{text}'; use {string.Join(", ", values.Keys)}"), aliases);

    public static long PositiveNumber(string text, long max) =>
        !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number < 1
            ? throw new FormatException($"'{text}' is not a number of 1 or more")
            : number <= max ? number : throw new FormatException($"'{text}' is too large; the most is {max}");

    public static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new FormatException($"'{text}' is not a number of 0 or more");

    /// <summary>Finds which of several spellings stood last on the command line; null when no spelling did.</summary>
    public static string? LastOf(ParseResult result, params string[] spellings) =>
        result.Tokens.LastOrDefault(t => t.Type == TokenType.Option && spellings.Contains(t.Value))?.Value;
}
