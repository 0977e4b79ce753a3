using System.CommandLine;
using LtoPar.Backend.Scheduling;
using LtoPar.Backend.Verification;
using LtoPar.Driver.Help;
using LtoPar.Driver.UserCommands;
using LtoPar.Platform;

namespace LtoPar.Driver.CommandLine;

/// <summary>The options that only verify has.</summary>
internal sealed class VerifyOptions
{
    private static readonly Dictionary<string, CompileMode> s_modes = new(StringComparer.Ordinal)
    {
        ["threads"] = CompileMode.Threads,
        ["serial"] = CompileMode.Serial,
        ["shuffled"] = CompileMode.Shuffled,
        ["files"] = CompileMode.Files,
    };

    public Option<CompileMode[]?> Modes { get; } = OptionFactory.Scalar<CompileMode[]?>(
        "--modes",
        "LIST",
        $"How to compile the partitions, the first is what the others are compared with (default {string.Join(',', s_modes.Keys)}, "
            + "all but the first on a sample)",
        ParseModes);

    public Option<bool> All { get; } = OptionFactory.Flag("--all", "Report every difference, not the first alone");

    public Option<string?> LinkWith { get; } = OptionFactory.Text(
        "--link-with", "CMD", "Link both results with this shell command; %i is the object, %o the program to make, %% a percent sign");

    public Option<string?> Run { get; } = OptionFactory.Text(
        "--run", "CMD", "Run both programs with this shell command and compare output, errors and exit status; %p is the program");

    public Option<string?> Linker { get; } = LinkerOption.CreateBeforeLink("verify");

    public Option<JobsRequest?> Jobs { get; } = JobsOption.CreateWithoutServer("Partitions compiled at a time");

    public Option<bool> Verbose { get; } = OptionFactory.Flag("--verbose", "Say what is done, with times, on stderr", "-v");

    public HelpGroup Group => new("Verifying", [Modes, All, LinkWith, Run, Linker, Jobs, Verbose, ColorOption.Option, LlvmLibraryOption.Option]);

    /// <summary>The options that are this command's own; every command knows the rest of the group.</summary>
    public HelpGroup Own => new("Verifying", [Modes, All, LinkWith, Run, Linker, Jobs, Verbose]);

    public static string NameOf(CompileMode mode) => s_modes.First(m => m.Value == mode).Key;

    /// <exception cref="LtoParException">They do not go together, or want a placeholder.</exception>
    public void Check(ParseResult result)
    {
        string? link = result.GetValue(LinkWith);
        string? run = result.GetValue(Run);
        if (run is not null && link is null)
        {
            throw new LtoParException(null, "--run needs --link-with: there is no program to run otherwise");
        }

        ShellCommand.Require("--link-with", link, "%i", "verify");
        ShellCommand.Require("--link-with", link, "%o", "verify");
        ShellCommand.Require("--run", run, "%p", "verify");
    }

    private static CompileMode[] ParseModes(string text)
    {
        CompileMode[] modes = [.. text.Split(',').Select(name => s_modes.TryGetValue(name, out CompileMode mode)
            ? mode
            : throw new FormatException($"unknown mode '{name}'; use {string.Join(", ", s_modes.Keys)}"))];
        return modes.Distinct().Count() == modes.Length ? modes : throw new FormatException("a mode is named twice");
    }
}
