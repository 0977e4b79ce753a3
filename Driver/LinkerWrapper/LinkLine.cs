namespace LtoPar.Driver.LinkerWrapper;

/// <summary>
/// A linker's command line taken apart, as far as a wrapper needs it: which words are inputs, and the values of some options. What it does not
/// know it passes on as it is; an option's value that stands apart must be known as such, or it would look like an input.
/// </summary>
internal static class LinkLine
{
    /// <summary>Options of one letter whose value may be joined to them.</summary>
    private const string Joined = "oLlumzhyTRefF";

    /// <summary>Options whose value may stand apart.</summary>
    private static readonly HashSet<string> s_separate = new(
    [
        .. Joined.Select(c => c.ToString()),
        "a", "A", "b", "c", "dT", "auxiliary", "architecture", "audit", "assert", "call-graph-ordering-file", "default-script", "defsym",
        "depaudit", "P", "dependency-file",
        "dynamic-linker", "I", "dynamic-list", "entry", "error-handling-script", "error-limit", "exclude-libs", "export-dynamic-symbol",
        "export-dynamic-symbol-list", "filter", "filler", "fini", "format", "G", "gpsize", "hash-size", "hash-style", "image-base", "in-implib",
        "init", "irpgo-profile",
        "just-symbols", "keep-unique", "library", "library-path", "load-pass-plugin", "Map", "max-cache-size", "mllvm", "oformat", "opt-remarks-filename",
        "opt-remarks-format", "opt-remarks-hotness-threshold", "opt-remarks-passes", "orphan-handling", "out-implib", "output", "package-metadata", "plugin",
        "plugin-opt", "print-gc-sections", "print-symbol-order", "remap-inputs-file", "reproduce", "require-defined", "retain-symbols-file",
        "rpath", "rpath-link",
        "script", "section-ordering-file", "section-start", "shuffle-sections", "soname", "sort-section", "split-stack-adjust-size",
        "symbol-ordering-file", "sysroot",
        "task-link", "Tbss", "Tdata", "Ttext", "Ttext-segment", "Trodata-segment", "Tldata-segment", "thinlto-cache-dir", "thinlto-cache-policy",
        "trace-symbol",
        "thinlto-distributor", "thinlto-distributor-arg", "thinlto-jobs", "thinlto-remote-compiler", "thinlto-remote-compiler-arg", "threads", "undefined",
        "undefined-glob", "unique", "unresolved-symbols", "version-script", "warn-backrefs-exclude", "why-extract", "why-live", "wrap", "Y",
    ], StringComparer.Ordinal);

    /// <summary>Options that only look like a joined one: "-omagic" is no output called "magic".</summary>
    private static readonly string[] s_notJoined =
    [
        "emit-relocs", "emain", "eb", "el", "entry", "exclude", "export", "eh-frame", "enable", "end-", "error", "embedded", "fatal", "filter",
        "fini", "fix-", "force-", "format",
        "fat-lto", "hash-", "help", "library", "lto", "ltrans", "mllvm", "mmap", "map", "merge", "max-", "mri", "omagic", "oformat", "opt-remarks",
        "optimize", "orphan", "out-implib",
        "output", "Tbss", "Tdata", "Ttext", "Trodata", "Tldata", "target", "threads", "thinlto", "time-trace", "toc", "trace", "type", "undefined",
        "unique", "unresolved",
        "use-android", "ud", "umain", "zlib",
    ];

    public static List<LinkWord> Parse(IReadOnlyList<string> arguments)
    {
        List<LinkWord> words = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            string token = arguments[i];
            if (token.Length < 2 || token[0] != '-')
            {
                words.Add(new LinkWord([token], null, token));
                continue;
            }

            bool single = token[1] != '-';
            string name = token[(single ? 1 : 2)..];
            if (s_separate.Contains(name) && i + 1 < arguments.Count && !OnlyJoined(name))
            {
                words.Add(new LinkWord([token, arguments[++i]], name, arguments[i]));
            }
            else if (single && name.Length > 1 && Joined.Contains(name[0], StringComparison.Ordinal)
                && !Array.Exists(s_notJoined, n => name.StartsWith(n, StringComparison.Ordinal)))
            {
                words.Add(new LinkWord([token], name[..1], name[1..]));
            }
            else if (name.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
            {
                words.Add(new LinkWord([token], name[..equals], name[(equals + 1)..]));
            }
            else
            {
                words.Add(new LinkWord([token], name, null));
            }
        }

        return words;
    }

    /// <summary>The value that counts: the last one.</summary>
    public static string? ValueOf(IEnumerable<LinkWord> words, params string[] names) => words.LastOrDefault(w => w.Is(names))?.Value;

    public static List<string> Tokens(IEnumerable<LinkWord> words) => [.. words.SelectMany(w => w.Tokens)];

    /// <summary>Alone these mean something else, and their value comes after '='.</summary>
    private static bool OnlyJoined(string name) => name is "unique" or "print-gc-sections";
}
