using LtoPar.LinkJobs;
using LtoPar.Platform;

namespace LtoPar.Plugin.Options;

/// <summary>
/// -plugin-opt, in the spellings that LLVM's own plugin takes and that clang, gcc and mold pass to it, and lto-par's own options. docs/plugin.md has
/// the table. Three kinds of options LLVM's plugin has and lto-par has not: those that do not change the program (a statistics file) are a warning,
/// those that do (a profile), or that ask for something else than a link, are errors.
/// </summary>
internal static class PluginOptionParser
{
    // Values stand after '='; the text says what to do instead.
    private static readonly (string Name, string Advice)[] s_errors =
    [
        ("thinlto", "lto-par does full LTO; compile and link with -flto=full, or link ThinLTO objects with LLVM's own plugin"),
        ("emit-asm", "lto-par writes no assembly; keep the objects with -plugin-opt=obj-path=FILE and disassemble them, or run llc on what "
            + "-plugin-opt=emit-llvm writes"),
        ("sample-profile", "pass the profile when compiling (clang -fprofile-sample-use) and not when linking"),
        ("cs-profile-generate", "lto-par does no context-sensitive instrumentation; link the instrumented program with LLVM's own plugin"),
        (
            "cs-profile-path",
            "lto-par reads no context-sensitive profiles; use -fprofile-use when compiling, and link with another linker plugin if that is too little"),
        ("pseudo-probe-for-profiling", "lto-par reads no profiles when linking; compile with -fpseudo-probe-for-profiling"),
    ];

    private static readonly (string Name, string Note)[] s_warnings =
    [
        ("dwo_dir", "debug information stays in the program"),
        ("stats-file", "no statistics of LLVM are written; see --stats-json"),
        ("time-trace", "no trace of LLVM is written; see --time-trace"),
        ("debug-pass-manager", "passes are not printed"),
        ("mtriple", "the modules' own triple is used"),
        ("-crel", "not every linker reads such relocations, and no program has them"),
    ];

    // About what is so anyway, or for gcc's plugin: mold knows one plugin, and gives it the options of all.
    private static readonly string[] s_ignored = ["new-pass-manager", "legacy-pass-manager", "-pass-through=", "-fresolution=", "-linker-output-"];
    private const string GccWrapper = "/lto-wrapper";

    /// <exception cref="LtoParException">An option that cannot be honoured.</exception>
    public static PluginOptions Parse(IEnumerable<string> texts)
    {
        PluginOptions options = new();
        foreach (string text in texts)
        {
            Take(text, options);
        }

        return options;
    }

    private static void Take(string text, PluginOptions options)
    {
        if (RemarkOptions.ToOwn(text, $"-plugin-opt={text}") is { } remarks)
        {
            options.Arguments.AddRange(remarks);
            return;
        }

        if (TryOwn(text, options) || TryLtoPar(text, options) || s_ignored.Any(i => text.StartsWith(i, StringComparison.Ordinal))
            || text.EndsWith(GccWrapper, StringComparison.Ordinal))
        {
            return;
        }

        string name = text.Split('=')[0];
        foreach ((string error, string advice) in s_errors)
        {
            if (name == error || (error == "thinlto" && name.StartsWith("thinlto", StringComparison.Ordinal)))
            {
                throw new LtoParException(null, $"-plugin-opt={text} is not supported: {advice}");
            }
        }

        foreach ((string warning, string note) in s_warnings)
        {
            if (name == warning || (name.StartsWith(warning, StringComparison.Ordinal) && warning is "time-trace"))
            {
                options.Warnings.Add($"-plugin-opt={text} is ignored: {note}");
                return;
            }
        }

        if (text.StartsWith('-') && text.Length > 1)
        {
            options.Arguments.Add("-mllvm=" + text);
            return;
        }

        throw new LtoParException(
            null, $"unknown -plugin-opt={text}; options of lto-par itself are spelled with two dashes (-plugin-opt=--partition=max), those of LLVM with one");
    }

    /// <summary>Options that the plugin itself obeys.</summary>
    private static bool TryOwn(string text, PluginOptions options)
    {
        if (Value(text, "lto-par=") is { } program)
        {
            options.Program = program;
        }
        else if (Value(text, "job-file=") is { } job)
        {
            options.JobFile = job;
        }
        else if (Value(text, "obj-path=") is { } path)
        {
            options.ObjectPath = path;
        }
        else if (Value(text, "extra-library-path=") is { } library)
        {
            options.ExtraLibraryPath = library;
        }
        else if (text == "save-temps")
        {
            options.SaveTemps = true;
        }
        else if (text == "disable-output")
        {
            options.DisableOutput = true;
        }
        else if (text == "emit-llvm")
        {
            options.EmitBitcode = true;
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>Options for which lto-par link has one.</summary>
    private static bool TryLtoPar(string text, PluginOptions options)
    {
        string? argument = text switch
        {
            ['O', _] => "-" + text,
            ['-', 'O', ..] => text,
            ['j', >= '0' and <= '9', ..] => "-" + text,
            ['-', 'j', >= '0' and <= '9', ..] => text,
            "jobs=all" or "jobs=0" or "jobs=" => "-jall",
            "disable-verify" => "--no-verify",
            "whole-program-visibility" => "--whole-program-visibility",
            "-function-sections" or "-function-sections=1" or "-function-sections=true" => "-ffunction-sections",
            "-function-sections=0" or "-function-sections=false" => "-fno-function-sections",
            "-data-sections" or "-data-sections=1" or "-data-sections=true" => "-fdata-sections",
            "-data-sections=0" or "-data-sections=false" => "-fno-data-sections",
            _ => null,
        };
        argument ??= Renamed(text, "jobs=", "-j")
            ?? Renamed(text, "mcpu=", "-mcpu=")
            ?? Renamed(text, "-code-model=", "-mcmodel=")
            ?? Renamed(text, "-relocation-model=", "--relocation-model=")
            ?? Renamed(text, "lto-partitions=", "--partitions=")
            ?? OwnOptions.WithoutDashes(text)
            ?? (OwnOptions.Has(text) ? text : null);
        if (argument is null)
        {
            return false;
        }

        options.Arguments.Add(argument);
        return true;
    }

    private static string? Renamed(string text, string prefix, string ours) => Value(text, prefix) is { } value ? ours + value : null;

    private static string? Value(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;
}
