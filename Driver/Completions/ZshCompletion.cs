using System.Text;

namespace LtoPar.Driver.Completions;

/// <summary>Writes the completions for zsh: a file that fpath finds by its name, _lto-par, and that _arguments reads the options of.</summary>
internal static class ZshCompletion
{
    private const string Tail = """
            esac
            if ((CURRENT == 2)) && [[ ${words[2]} != -* ]]; then
                _alternative 'commands:command:_lto_par_commands' 'files:file:_files'
                return
            fi
            # The command's word is no argument of it.
            if [[ $command ]]; then
                words=("${(@)words[2,-1]}")
                ((CURRENT--))
            fi
            _arguments -S : "${options[@]}" '*:file:_files'
        }
        _lto_par "$@"

        """;

    public static string Script(IReadOnlyList<CompletedCommand> commands)
    {
        StringBuilder text = new("#compdef lto-par\n# Completions of lto-par for zsh, made by \"lto-par completions zsh\".\n");
        text.Append("_lto_par_commands() {\n    local -a commands=(\n");
        foreach (CompletedCommand command in commands.Skip(1))
        {
            text.Append($"        {Quoted($"{command.Name}:{command.Description}")}\n");
        }

        text.Append("    )\n    _describe -t commands command commands\n}\n");
        text.Append("_lto_par() {\n    local command=${words[2]}\n    local -a options\n    case $command in\n");
        foreach (CompletedCommand command in commands.Skip(1).Append(commands[0]))
        {
            text.Append(command.Name.Length > 0 ? $"        {command.Name})\n" : "        *)\n            command=''\n");
            text.Append("            options=(\n");
            foreach (string line in command.Options.SelectMany(Specifications))
            {
                text.Append($"                {Quoted(line)}\n");
            }

            text.Append("            ) ;;\n");
        }

        return text.Append(Tail).ToString();
    }

    /// <summary>Specifies an option to _arguments, once for each spelling, which exclude each other.</summary>
    private static IEnumerable<string> Specifications(CompletedOption option) => option.Spellings.Select(spelling => string.Concat(
        option.Spellings.Count > 1 ? $"({string.Join(' ', option.Spellings)})" : "",
        spelling,
        option.Kind == ValueKind.None ? "" : option.IsAttached ? "-" : spelling.Length > 2 ? "=" : "+",
        $"[{Escaped(option.Description)}]",
        option.Kind == ValueKind.None ? "" : $":{Escaped(option.Value ?? "")}:{Action(option)}"));

    private static string Action(CompletedOption option) => option.Kind switch
    {
        ValueKind.File => "_files",
        ValueKind.Folder => "_files -/",
        ValueKind.Choice => $"({string.Join(' ', option.Choices)})",
        _ => " ",
    };

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(":", "\\:", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("]", "\\]", StringComparison.Ordinal);

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
