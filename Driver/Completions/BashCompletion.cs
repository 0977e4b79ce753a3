using System.Text;

namespace LtoPar.Driver.Completions;

/// <summary>
/// Writes the completions for bash, which need no function of bash-completion's. Readline takes '=' for a word of its own, so that the option of a value is one
/// or two words before it.
/// </summary>
internal static class BashCompletion
{
    private const string Head = """
        # Completions of lto-par for bash, made by "lto-par completions bash".
        _lto_par() {
            local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} command='' separate=1 options values=''
            ((COMP_CWORD == 1)) || command=${COMP_WORDS[1]}
            if [[ $word == '=' ]]; then
                word='' separate=''
            elif [[ $option == '=' && COMP_CWORD -gt 2 ]]; then
                option=${COMP_WORDS[COMP_CWORD-2]} separate=''
            fi
            case $command in

        """;

    private const string Tail = """
            esac
            COMPREPLY=()
            case $values in
                FILE) return ;;
                DIR) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
                OTHER) if [[ ! $separate ]]; then compopt +o default; return; fi ;;
                ?*) mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word"); return ;;
            esac
            if [[ $word == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
                [[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace
            elif ((COMP_CWORD == 1)); then
                compopt -o filenames
                mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word"; compgen -f -- "$word")
            fi
        }
        complete -o default -F _lto_par lto-par

        """;

    public static string Script(IReadOnlyList<CompletedCommand> commands)
    {
        StringBuilder text = new(Head);
        foreach (CompletedCommand command in commands.Skip(1).Append(commands[0]))
        {
            Append(text, command);
        }

        string names = string.Join(' ', commands.Skip(1).Select(c => c.Name));
        return text.Append(Tail.Replace("$commands", names, StringComparison.Ordinal)).ToString();
    }

    private static void Append(StringBuilder text, CompletedCommand command)
    {
        text.Append($"        {(command.Name.Length > 0 ? command.Name : "*")})\n");
        text.Append($"            options='{string.Join(' ', command.Options.SelectMany(Words))}'\n");
        text.Append("            case $option in\n");
        foreach (CompletedOption option in command.Options.Where(o => o.Kind != ValueKind.None && !o.IsAttached))
        {
            text.Append($"                {string.Join('|', option.Spellings)}) values='{Values(option)}' ;;\n");
        }

        text.Append("            esac\n            ;;\n");
    }

    /// <summary>Spells an option as it is offered: long ones with the '=' that their value comes behind.</summary>
    private static IEnumerable<string> Words(CompletedOption option) =>
        option.IsAttached ? option.Spellings.SelectMany(s => option.Choices.Select(c => s + c))
        : option.Spellings.Select(s => option.Kind != ValueKind.None && s.Length > 2 ? s + "=" : s);

    private static string Values(CompletedOption option) => option.Kind switch
    {
        ValueKind.File => "FILE",
        ValueKind.Folder => "DIR",
        ValueKind.Choice => string.Join(' ', option.Choices),
        _ => "OTHER",
    };
}
