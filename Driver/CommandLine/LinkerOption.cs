using System.CommandLine;

namespace LtoPar.Driver.CommandLine;

/// <summary>The option --ld of commands that combine objects.</summary>
internal static class LinkerOption
{
    public static Option<string?> Create() =>
        OptionFactory.Text("--ld", "PATH", "Linker that combines the objects with -r (default: ld.lld, ld or mold, the first there is)");

    /// <summary>The option of commands that link and run what they have combined.</summary>
    /// <param name="command">The command's name.</param>
    public static Option<string?> CreateBeforeLink(string command) =>
        OptionFactory.Text("--ld", "PATH", $"Linker that combines the objects before --link-with (default: as without '{command}')");
}
