using System.Text;

namespace LtoPar.Driver.Completions;

/// <summary>Writes the completions for fish, which offers files by itself: one "complete" a command and one an option.</summary>
internal static class FishCompletion
{
    public static string Script(IReadOnlyList<CompletedCommand> commands)
    {
        StringBuilder text = new("# Completions of lto-par for fish, made by \"lto-par completions fish\".\n");
        string names = string.Join(' ', commands.Skip(1).Select(c => c.Name));
        // A command is the first word alone: behind others it is a file.
        text.Append(
            "function __lto_par_command\n    set -l words (commandline -opc)\n    test (count $words) -gt 1; and contains -- $words[2] $argv\nend\n");
        foreach (CompletedCommand command in commands.Skip(1))
        {
            text.Append($"complete -c lto-par -n 'test (count (commandline -opc)) -eq 1' -a {command.Name} -d {Quoted(command.Description)}\n");
        }

        foreach (CompletedCommand command in commands)
        {
            string condition = command.Name.Length > 0 ? $"__lto_par_command {command.Name}" : $"not __lto_par_command {names}";
            foreach (CompletedOption option in command.Options)
            {
                text.Append($"complete -c lto-par -n '{condition}'{Spellings(option)}{Value(option)} -d {Quoted(option.Description)}\n");
            }
        }

        return text.ToString();
    }

    private static string Spellings(CompletedOption option) => string.Concat(option.Spellings.Select(spelling => spelling switch
    {
        ['-', '-', ..] => $" -l {Quoted(spelling[2..])}",
        { Length: 2 } => $" -s {Quoted(spelling[1..])}",
        _ => $" -o {Quoted(spelling[1..])}",
    }));

    private static string Value(CompletedOption option) => option.Kind switch
    {
        ValueKind.None => "",
        ValueKind.File or ValueKind.Folder => " -r -F",
        ValueKind.Choice => $" -x -a {Quoted(string.Join(' ', option.Choices))}",
        _ => " -x",
    };

    private static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
