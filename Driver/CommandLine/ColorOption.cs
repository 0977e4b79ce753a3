using System.CommandLine;
using LtoPar.Driver.Terminals;

namespace LtoPar.Driver.CommandLine;

/// <summary>
/// The option --color, known to every command. Errors of the command line itself are coloured too, so its value is found without the parser, which may be what
/// failed. As clang does, and llc and lld do not: NO_COLOR is obeyed, and --color=always overrules it.
/// </summary>
internal static class ColorOption
{
    private const string Name = "--color";

    public static Option<When?> Option { get; } = Create();

    /// <summary>Finds the value of the last --color of a command line; Auto when no value makes sense.</summary>
    public static When Find(IReadOnlyList<string> arguments)
    {
        When found = When.Auto;
        for (int i = 0; i < arguments.Count && arguments[i] != "--"; i++)
        {
            string? value = arguments[i].StartsWith(Name + "=", StringComparison.Ordinal) ? arguments[i][(Name.Length + 1)..]
                : arguments[i] == Name && i + 1 < arguments.Count ? arguments[i + 1]
                : null;
            found = value is not null && WhenWords.All.TryGetValue(value, out When when) ? when : found;
        }

        return found;
    }

    public static bool IsOn(When when, TextWriter error) => when switch
    {
        When.Always => true,
        When.Never => false,
        _ => Terminal.IsOn(error)
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };

    private static Option<When?> Create()
    {
        Option<When?> option = OptionFactory.OneOf(Name, "Coloured messages (default auto: on a terminal, unless NO_COLOR is set)", WhenWords.All);
        option.Recursive = true;
        return option;
    }
}
