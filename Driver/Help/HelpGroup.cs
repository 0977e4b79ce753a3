using System.CommandLine;

namespace LtoPar.Driver.Help;

/// <summary>Options that --help lists under one title, in this order.</summary>
internal sealed record HelpGroup(string Title, IReadOnlyList<Option> Options)
{
    public void AddTo(Command command)
    {
        foreach (Option option in Options)
        {
            command.Options.Add(option);
        }
    }
}
