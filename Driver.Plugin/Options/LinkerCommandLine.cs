namespace LtoPar.Plugin.Options;

/// <summary>
/// The facts that the linker's own command line says and the plugin interface does not: mold never says that it makes a relocatable file, which symbols
/// -e and -u name, or in which order its inputs stand (from 2.42 on it claims them in any); GNU ld does not say what --wrap names; none of them says
/// what -init and -fini name, which archives --exclude-libs hides, or where the dependency file goes.
/// </summary>
/// <param name="IsRelocatable">-r.</param>
/// <param name="AllowsDuplicates">--allow-multiple-definition.</param>
/// <param name="Wrapped">Names of --wrap.</param>
/// <param name="Kept">Names that -u and --require-defined give, and those of -e, -init and -fini, or what linkers take in their place.</param>
/// <param name="Inputs">The inputs in order; a library is spelled "-lNAME".</param>
internal sealed record LinkerCommandLine(
    bool IsRelocatable,
    bool AllowsDuplicates,
    IReadOnlyList<string> Wrapped,
    IReadOnlyList<string> Kept,
    IReadOnlyList<string> Inputs)
{
    // Options of GNU ld, gold and mold whose value may be the next argument. Of one that is missing here, the value would be taken for an input.
    private static readonly HashSet<string> s_valued = new(StringComparer.Ordinal)
    {
        "o", "output", "e", "entry", "u", "undefined", "T", "script", "dT", "default-script", "L", "library-path", "l", "library", "m", "z", "h", "soname",
        "y", "trace-symbol", "Y", "f", "auxiliary", "F", "filter", "b", "format", "A", "architecture", "R", "just-symbols", "a", "c", "mri-script", "G",
        "version-script", "dynamic-list", "rpath", "rpath-link", "I", "dynamic-linker", "plugin", "plugin-opt", "wrap", "defsym", "init", "fini", "Map",
        "require-defined", "retain-symbols-file", "section-start", "Ttext", "Tbss", "Tdata", "Ttext-segment", "Trodata-segment", "Tldata-segment",
        "exclude-libs", "hash-style", "oformat", "image-base", "mllvm", "thread-count", "sysroot", "dependency-file", "version-exports-section",
        "export-dynamic-symbol", "export-dynamic-symbol-list", "assert", "P", "spare-dynamic-tags", "filler", "section-order", "package-metadata",
    };

    // Names with one dash that begin as -eSYM does.
    private static readonly string[] s_longE =
    [
        "export-dynamic", "eh-frame-hdr", "exclude-libs", "end-group", "end-lib", "enable-", "embedded-relocs", "error-", "emit-relocs",
    ];

    public static LinkerCommandLine Empty { get; } = new(false, false, [], [], []);

    /// <summary>Values of -T and its like, in order: linker scripts.</summary>
    public IReadOnlyList<string> Scripts { get; private init; } = [];

    /// <summary>Values of -R and --just-symbols: files whose symbols are taken, or folders.</summary>
    public IReadOnlyList<string> SymbolFiles { get; private init; } = [];

    /// <summary>All words, response files expanded: each may name a symbol.</summary>
    public IReadOnlyList<string> Words { get; private init; } = [];

    /// <summary>Values of -L, in order.</summary>
    public IReadOnlyList<string> Folders { get; private init; } = [];

    /// <summary>Words of --exclude-libs: names of archives, or "ALL".</summary>
    public IReadOnlyList<string> Excluded { get; private init; } = [];

    /// <summary>Names that --defsym defines, whatever else does.</summary>
    public IReadOnlyList<string> Defined { get; private init; } = [];

    /// <summary>The file of --dependency-file; null: no such file is written.</summary>
    public string? DependencyFile { get; private init; }

    /// <summary>-v, -V or --verbose: versions are printed.</summary>
    public bool SaysVersions { get; private init; }

    /// <summary>--verbose: so is what is done.</summary>
    public bool IsVerbose { get; private init; }

    /// <summary>The command line of this process.</summary>
    public static LinkerCommandLine OfProcess()
    {
        try
        {
            string[] words = System.Text.Encoding.UTF8.GetString(File.ReadAllBytes("/proc/self/cmdline")).Split('\0');
            return Parse(ResponseWords.Expand(words.Skip(1).SkipLast(1)));
        }
        catch (IOException)
        {
            return Empty; // no /proc
        }
    }

    /// <param name="arguments">Without the linker's name, response files expanded.</param>
    public static LinkerCommandLine Parse(IReadOnlyList<string> arguments)
    {
        bool relocatable = false, duplicates = false, versions = false, verbose = false;
        List<string> wrapped = [], kept = [], inputs = [], scripts = [], folders = [], excluded = [], defined = [], symbolFiles = [];
        string entry = "_start", init = "_init", fini = "_fini";
        string? dependencies = null;
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (argument.Length < 2 || argument[0] != '-')
            {
                inputs.Add(argument);
                continue;
            }

            (string name, string? value) = Split(argument);
            if (value is null && s_valued.Contains(name) && i + 1 < arguments.Count)
            {
                value = arguments[++i];
            }

            switch (name)
            {
                case "r" or "relocatable" or "i" or "Ur":
                    relocatable = true;
                    break;
                case "T" or "script" or "dT" or "default-script" when value is not null:
                    scripts.Add(value);
                    break;
                case "R" or "just-symbols" when value is not null:
                    symbolFiles.Add(value);
                    break;
                case "L" or "library-path" when value is not null:
                    folders.Add(value);
                    break;
                case "exclude-libs" when value is not null:
                    excluded.AddRange(value.Split([',', ':'], StringSplitOptions.RemoveEmptyEntries));
                    break;
                case "defsym" when value is not null:
                    defined.Add(value.Split('=')[0]);
                    break;
                case "dependency-file":
                    dependencies = value;
                    break;
                case "v" or "V":
                    versions = true;
                    break;
                case "verbose":
                    versions = verbose = true;
                    break;
                case "allow-multiple-definition":
                case "z" when value == "muldefs":
                    duplicates = true;
                    break;
                case "wrap" when value is not null:
                    wrapped.Add(value);
                    break;
                case "u" or "undefined" or "require-defined" when value is not null:
                    kept.Add(value);
                    break;
                case "e" or "entry" when value is not null:
                    entry = value;
                    break;
                case "init" when value is not null:
                    init = value;
                    break;
                case "fini" when value is not null:
                    fini = value;
                    break;
                case "l" or "library" when value is not null:
                    inputs.Add("-l" + value);
                    break;
            }
        }

        return new LinkerCommandLine(relocatable, duplicates, wrapped, [.. kept, entry, init, fini], inputs)
        {
            Scripts = scripts,
            SymbolFiles = symbolFiles,
            Words = arguments,
            Folders = folders,
            Excluded = excluded,
            Defined = defined,
            DependencyFile = dependencies,
            SaysVersions = versions,
            IsVerbose = verbose,
        };
    }

    private static (string Name, string? Value) Split(string argument)
    {
        bool twoDashes = argument.StartsWith("--", StringComparison.Ordinal);
        string name = argument[(twoDashes ? 2 : 1)..];
        int equals = name.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0)
        {
            return (name[..equals], name[(equals + 1)..]);
        }

        // Joined values: -lm, -ufoo, -emain, -Tfile; but -export-dynamic, -undefined and -Ttext are names.
        if (!twoDashes && name.Length > 1 && !s_valued.Contains(name))
        {
            if (name[0] is 'l' or 'T' or 'L' or 'u' or 'o' || (name[0] == 'e' && !s_longE.Any(l => name.StartsWith(l, StringComparison.Ordinal))))
            {
                return (name[..1], name[1..]);
            }
        }

        return (name, null);
    }
}
