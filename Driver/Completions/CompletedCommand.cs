using System.CommandLine;

namespace LtoPar.Driver.Completions;

/// <summary>A command as a shell has to know it.</summary>
/// <param name="Name">Its word; empty for lto-par without one.</param>
/// <param name="Options">Those that a user may write behind it, in the order of --help.</param>
internal sealed record CompletedCommand(string Name, string Description, IReadOnlyList<CompletedOption> Options)
{
    /// <summary>Lists the commands that --help shows, the root first.</summary>
    public static IReadOnlyList<CompletedCommand> All(RootCommand root) =>
        [Of("", root, []), .. root.Subcommands.Where(c => !c.Hidden).Select(c => Of(c.Name, c, root.Options.Where(o => o.Recursive)))];

    private static CompletedCommand Of(string name, Command command, IEnumerable<Option> inherited) =>
        new(name, command.Description ?? "", [.. command.Options.Concat(inherited).Where(o => !o.Hidden).Distinct().Select(CompletedOption.Of)]);
}
