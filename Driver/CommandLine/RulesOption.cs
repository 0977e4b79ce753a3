using System.CommandLine;
using LtoPar.CallGraph;
using LtoPar.Driver.Help;

namespace LtoPar.Driver.CommandLine;

/// <summary>
/// The option --disable-rule, known to every command: it makes wrong programs, for users who want to see what a rule is for. Tests switch rules off one at a
/// time to prove that each is needed; a wrong result that stays the same with a rule off has another cause than that rule.
/// </summary>
internal static class RulesOption
{
    private const string Help = "help";

    public static Option<string?> Option { get; } = Create();

    public static HelpGroup Group => new("Debugging", [Option]);

    public static Rules Read(ParseResult result) => result.GetValue(Option) is { } names ? Rules.All & ~Parse(names) : Rules.All;

    public static bool IsHelp(ParseResult result) => result.GetValue(Option) == Help;

    /// <summary>Lists the rules, one a line: its name and its reason.</summary>
    public static string List() => string.Concat(RuleTable.All.Select(r => $"{r.Name,-20} {r.Reason}\n"));

    private static Option<string?> Create()
    {
        Option<string?> option = OptionFactory.Scalar(
            "--disable-rule", "NAME[,NAME]", "Make wrong programs: cut without a rule that keeps their meaning; 'help' lists the rules", Check);
        option.Recursive = true;
        return option;
    }

    private static string Check(string text)
    {
        _ = text == Help ? Rules.None : Parse(text);
        return text;
    }

    private static Rules Parse(string text)
    {
        Rules named = Rules.None;
        foreach (string name in text.Split(','))
        {
            Rules rule = RuleTable.All.FirstOrDefault(r => r.Name == name).Rule;
            if (rule == Rules.None)
            {
                IEnumerable<string> names = RuleTable.All.Select(r => r.Name);
                throw new FormatException(
                    $"unknown rule '{name}'; use {(Suggestion.For(name, names) is { } near ? $"{near}, or another of " : "")}{string.Join(", ", names)}");
            }

            named |= rule;
        }

        return named;
    }
}
