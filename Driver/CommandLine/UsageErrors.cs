using System.CommandLine;
using System.CommandLine.Parsing;

namespace LtoPar.Driver.CommandLine;

/// <summary>
/// Finds the error of a command line, and says it in one sentence. System.CommandLine takes a mistyped single-dash option for an input file, ignores options
/// before a sub-command, and lets "-o=" take the next word; this finds such words first.
/// </summary>
internal static class UsageErrors
{
    /// <returns>The error; null when the command line is right.</returns>
    public static string? Find(ParseResult result, string[] arguments)
    {
        int afterDashes = Array.IndexOf(arguments, "--");
        string[] before = afterDashes < 0 ? arguments : arguments[..afterDashes];
        HashSet<string> literal = [.. afterDashes < 0 ? [] : arguments[(afterDashes + 1)..]];
        string[] known = [.. Known(result.CommandResult)];
        foreach (Token token in result.Tokens.Where(t => t.Type == TokenType.Argument && !literal.Contains(t.Value)))
        {
            if (token.Value.Length > 1 && token.Value[0] == '-' && !IsOptionValue(result, token))
            {
                return Unknown(token.Value, known);
            }
        }

        string? unmatched = result.UnmatchedTokens.FirstOrDefault(t => t.Length > 1 && t[0] == '-' && !literal.Contains(t));
        if (unmatched is not null)
        {
            return Unknown(unmatched, known);
        }

        return EmptyValue(before, known)
            ?? BeforeSubcommand(result)
            ?? MistypedSubcommand(result, literal)
            ?? (result.Errors.Count == 0 ? null : Rephrase(result.Errors[0].Message));
    }

    private static string Unknown(string word, string[] known) =>
        $"unknown argument '{word}'" + (Suggestion.For(word, known) is { } near ? $"; did you mean '{near}'?" : "; 'lto-par --help' lists what there is");

    /// <summary>Finds an option with an empty value: "-o= x.bc" would write the object over x.bc.</summary>
    private static string? EmptyValue(string[] words, string[] known)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].EndsWith('=') && known.Contains(words[i][..^1]))
            {
                return $"option '{words[i][..^1]}' needs a value";
            }
        }

        return null;
    }

    /// <summary>Finds an option before a sub-command: in "lto-par -O0 compile p.bc" the -O0 is the main command's, which does not run.</summary>
    private static string? BeforeSubcommand(ParseResult result)
    {
        if (result.CommandResult.Parent is not CommandResult root)
        {
            return null;
        }

        string name = result.CommandResult.Command.Name;
        foreach (SymbolResult child in root.Children)
        {
            string? word = child switch
            {
                OptionResult { Implicit: false, Option.Recursive: false } option => option.IdentifierToken?.Value ?? option.Option.Name,
                ArgumentResult { Tokens: [var first, ..] } => first.Value,
                _ => null,
            };
            if (word is not null)
            {
                return $"'{word}' stands before '{name}', which comes first; write 'lto-par {name} {word} ...'";
            }
        }

        return null;
    }

    private static string? MistypedSubcommand(ParseResult result, HashSet<string> literal)
    {
        string? first = result.CommandResult.Parent is null
            ? result.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).FirstOrDefault()?.Value
            : null;
        if (first is null || first.Length < 3 || literal.Contains(first) || first.AsSpan().ContainsAny('.', '/') || File.Exists(first)
            || Directory.Exists(first))
        {
            return null;
        }

        string[] names = [.. result.CommandResult.Command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name)];
        string? near = names.FirstOrDefault(n => n.StartsWith(first, StringComparison.Ordinal)) ?? Suggestion.For(first, names);
        return near is null ? null : $"unknown command '{first}'; did you mean '{near}'?";
    }

    /// <summary>Whether a word is the value of an option, which may begin with a dash, as in "-mattr -avx".</summary>
    private static bool IsOptionValue(ParseResult result, Token token) =>
        result.CommandResult.Children.OfType<OptionResult>().Any(o => o.Tokens.Any(t => ReferenceEquals(t, token) || t.Equals(token)) && TakesDashes(o.Option));

    /// <summary>Whether an option's value may begin with a dash: all but file names, for numbers and choices report a wrong value themselves.</summary>
    private static bool TakesDashes(Option option) => option.Name is "-mllvm" or "-mattr" || option.ValueType != typeof(string);

    private static IEnumerable<string> Known(CommandResult command) =>
        command.Command.Options.Concat((command.Parent as CommandResult)?.Command.Options.Where(o => o.Recursive) ?? [])
            .SelectMany(o => o.Aliases.Prepend(o.Name));

    private static string Rephrase(string message) => message.TrimEnd('.') switch
    {
        var m when m.StartsWith("Required argument missing for option: ", StringComparison.Ordinal) =>
            $"option {m["Required argument missing for option: ".Length..].Trim('\'')} needs a value",
        var m when m.StartsWith("Required argument missing for command: ", StringComparison.Ordinal) =>
            "no input file; give a merged bitcode module, or - for standard input",
        var m => m,
    };
}
