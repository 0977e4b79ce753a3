using System.Globalization;
using LtoPar.LinkJobs;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>ld.lld's options as far as they say how to compile: what lto-par is told, and what it cannot do.</summary>
internal static class LldOptions
{
    private const string PluginOption = "plugin-opt";
    private const string Remarks = "opt-remarks-";

    /// <summary>Wanted of LLVM's own LTO alone: it makes something else than objects, or takes part in passes that lto-par runs otherwise.</summary>
    private static readonly HashSet<string> s_unsupported = new(
    [
        "lto-emit-llvm", "lto-emit-asm", "lto-cs-profile-generate", "lto-cs-profile-file", "lto-sample-profile", "lto-newpm-passes", "lto-aa-pipeline",
        "lto-basic-block-sections", "lto-basic-block-address-map", "lto-unique-basic-block-section-names",
        "lto-validate-all-vtables-have-type-infos", "lto-debug-pass-manager", "thinlto-index-only",
        "thinlto-emit-index-files", "thinlto-single-module", "thinlto-distributor", "load-pass-plugin", "disable-output",
        "emit-llvm", "emit-asm", "cs-profile-generate", "cs-profile-path", "sample-profile", "debug-pass-manager", "stats-file", "dwo_dir",
        "plugin-opt=dwo_dir",
    ], StringComparer.Ordinal);

    /// <summary>
    /// Options whose files and reports the first link makes: it reads the inputs as they were given, and the second one reads stand-ins. Of -v and
    /// --warn-backrefs one answer is enough.
    /// </summary>
    private static readonly HashSet<string> s_firstOnly = new(
    [
        "t", "trace", "y", "trace-symbol", "v", "V", "warn-backrefs", "warn-backrefs-exclude", "print-archive-stats", "reproduce",
    ], StringComparer.Ordinal);

    /// <summary>Options whose files and reports are of the link that makes the output.</summary>
    private static readonly HashSet<string> s_secondOnly = new(
    [
        "o", "output", "Map", "dependency-file", "M", "print-map", "cref", "why-live", "verbose", "print-gc-sections", "print-icf-sections",
        "print-symbol-order", "time-trace", "time-trace-granularity",
        "print-memory-usage", "out-implib", "call-graph-profile-sort", "verbose-bp-section-orderer", "error-handling-script",
    ], StringComparer.Ordinal);

    /// <summary>Options whose files neither link makes: lto-par does, or a link under another name.</summary>
    private static readonly HashSet<string> s_ours = new(["lto-obj-path", "save-temps", "why-extract", "lto-partitions"], StringComparer.Ordinal);

    private static readonly HashSet<string> s_oursBehindPlugin = new(["save-temps", "obj-path", "lto-partitions"], StringComparer.Ordinal);

    /// <summary>The first option that only lld itself can follow, or null.</summary>
    public static string? FindUnsupported(IEnumerable<LinkWord> words) =>
        words.FirstOrDefault(
            w => (w.Option is { } option && s_unsupported.Contains(option)) || (PluginText(w) is { } text && s_unsupported.Contains(text.Split('=')[0])))
            ?.Tokens[0];

    /// <summary>Options that the first link does not get.</summary>
    public static bool IsForSecondOnly(LinkWord word) =>
        (word.Option is { } option && s_secondOnly.Contains(option)) || (PluginText(word) is { } text && text.Split('=')[0] is "time-trace");

    /// <summary>Options that the second link does not get.</summary>
    public static bool IsForFirstOnly(LinkWord word) => word.Option is { } option && s_firstOnly.Contains(option);

    /// <summary>Options that neither link gets.</summary>
    public static bool IsOurs(LinkWord word) =>
        (word.Option is { } option && (s_ours.Contains(option) || option.StartsWith(Remarks, StringComparison.Ordinal)))
        || (PluginText(word) is { } text && (s_oursBehindPlugin.Contains(text.Split('=')[0]) || text.StartsWith(Remarks, StringComparison.Ordinal)
            || OwnOptions.WithoutDashes(text) is not null));

    /// <summary>Whether the symbols of an archive are not exported (--exclude-libs), by the archive's path.</summary>
    public static Func<string, bool> ExcludedLibraries(IEnumerable<LinkWord> words)
    {
        HashSet<string> excluded = [.. words.Where(w => w.Is("exclude-libs") && w.Value is not null).SelectMany(w => w.Value!.Split(',', ':'))];
        return archive => excluded.Contains("ALL") || excluded.Contains(Path.GetFileName(archive));
    }

    /// <summary>The value of an option that is also spelled behind -plugin-opt; null when it was not given, "" without a value.</summary>
    public static string? ValueOf(IEnumerable<LinkWord> words, string option, string behindPlugin) =>
        words.Select(w => w.Is(option) ? w.Value ?? ""
                : PluginText(w) is { } text && text.Split('=')[0] == behindPlugin ? text[Math.Min(text.Length, behindPlugin.Length + 1)..] : null)
            .LastOrDefault(v => v is not null);

    /// <summary>An option of lto-par itself ("-plugin-opt=--partition=max"): lld would take it for one of LLVM's.</summary>
    public static bool IsOwn(LinkWord word) => PluginText(word) is { } text && OwnOptions.Has(text);

    /// <summary>Whether lto-par ends before there are objects, and nothing is linked.</summary>
    public static bool StopsEarly(IEnumerable<LinkWord> words) => words.Any(w => PluginText(w) is { } text && OwnOptions.IsStop(text));

    /// <summary>The value of an option of lto-par itself; null when it was not given.</summary>
    public static string? OwnValue(IEnumerable<LinkWord> words, string option) =>
        words.Select(PluginText).LastOrDefault(t => t is not null && t.StartsWith($"{option}=", StringComparison.Ordinal))?[(option.Length + 1)..];

    /// <summary>Whether the output is an object again.</summary>
    public static bool IsRelocatable(IEnumerable<LinkWord> words) => words.Any(w => w.Is("r", "relocatable"));

    /// <summary>lto-par's command line for what the linker was told.</summary>
    public static List<string> ToArguments(IReadOnlyList<LinkWord> words)
    {
        List<string> arguments = [];
        bool shared = words.Any(w => w.Is("shared", "Bshareable"));
        bool pie = words.LastOrDefault(w => w.Is("pie", "no-pie", "pic-executable", "no-pic-executable"))?.Option is "pie" or "pic-executable";
        if (!IsRelocatable(words))
        {
            arguments.Add(shared || pie ? "-fPIC" : "-fno-pic");
        }

        // lld generates code at O2 at least, however low the level of its passes is, unless it is told otherwise.
        if (words.Select(LevelOf).LastOrDefault(l => l is not null) is '0' or '1')
        {
            arguments.Add("--codegen-opt-level=2");
        }

        if (LinkLine.ValueOf(words, "icf") == "safe")
        {
            arguments.Add("-faddrsig");
        }

        foreach (LinkWord word in words)
        {
            if (ToArgument(word) is { } argument)
            {
                arguments.AddRange(argument);
            }
        }

        return arguments;
    }

    private static IReadOnlyList<string>? ToArgument(LinkWord word)
    {
        string plain = word.Value is null ? word.Option ?? "" : $"{word.Option}={word.Value}";
        if (RemarkOptions.ToOwn(PluginText(word) ?? (word.Is("mllvm") ? word.Value ?? "" : plain), word.Tokens[0]) is { } remarks)
        {
            return remarks;
        }

        if (LevelOf(word) is { } level)
        {
            return [$"-O{level}"];
        }

        if (PluginText(word) is { } text)
        {
            return text switch
            {
                _ when IsOwn(word) => new[] { text },
                _ when text.StartsWith("mcpu=", StringComparison.Ordinal) => [$"-{text}"],
                _ when OwnOptions.WithoutDashes(text) is { } option => [option],
                _ when text.StartsWith("jobs=", StringComparison.Ordinal) => Jobs(text["jobs=".Length..]),
                _ when text.StartsWith("lto-partitions=", StringComparison.Ordinal) => [$"--partitions={text["lto-partitions=".Length..]}"],
                ['-', ..] => [$"-mllvm={text}"],
                _ => null,
            };
        }

        return word switch
        {
            { Option: "mllvm", Value: { } option } => [$"-mllvm={option}"],
            { Option: ['l', 't', 'o', '-', 'C', 'G', 'O', var codegen] } => [$"--codegen-opt-level={codegen}"],
            { Option: "lto-partitions", Value: { } most } => [$"--partitions={most}"],
            { Option: "thinlto-jobs" or "threads", Value: { } count } => Jobs(count),
            _ => null,
        };
    }

    /// <summary>The level of LTO's passes that a word asks for; null: another word.</summary>
    private static char? LevelOf(LinkWord word) => word.Option is ['l', 't', 'o', '-', 'O', var level]
        ? level
        : PluginText(word) is ['O', var behind] ? behind : null;

    private static string[]? Jobs(string text) => text switch
    {
        "auto" or "jobserver" => [$"-j{text}"],
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1 => [$"-j{count}"],
        _ => null,
    };

    private static string? PluginText(LinkWord word) => word.Is(PluginOption) ? word.Value : null;
}
