using System.CommandLine;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Completions;
using LtoPar.Driver.Help;
using LtoPar.Driver.Terminals;
using LtoPar.Platform;

namespace LtoPar.Driver.Commands;

/// <summary>
/// "lto-par completions bash|zsh|fish" prints a shell's completions, made of the options that the parser itself has. Packages are made with it; few users need
/// it, so no help shows it.
/// </summary>
internal sealed class CompletionsCommand : Command, IHelpTopic
{
    private const string Shells = "say bash, zsh or fish";

    private readonly RootCommand _root;
    private readonly Argument<string[]> _shell = new("SHELL") { Description = Shells, Arity = ArgumentArity.ZeroOrMore };

    public CompletionsCommand(RootCommand root)
        : base("completions", "Print the completions of a shell")
    {
        _root = root;
        Hidden = true;
        Arguments.Add(_shell);
        SetAction(Run);
    }

    public HelpPage Help => new(
        """
        Prints the completions of lto-par for a shell.

        Usage:
          lto-par completions bash|zsh|fish

        docs/installing.md says where they go.
        """,
        []);

    private int Run(ParseResult result)
    {
        string[] words = result.GetValue(_shell) ?? [];
        IReadOnlyList<CompletedCommand> commands = CompletedCommand.All(_root);
        StandardOutput.Write(result, words switch
        {
            ["bash"] => BashCompletion.Script(commands),
            ["zsh"] => ZshCompletion.Script(commands),
            ["fish"] => FishCompletion.Script(commands),
            [] => throw new LtoParException(null, $"completions: {Shells}"),
            _ => throw new LtoParException(null, $"completions: there are none for '{string.Join(' ', words)}'; {Shells}"),
        });
        return 0;
    }
}
