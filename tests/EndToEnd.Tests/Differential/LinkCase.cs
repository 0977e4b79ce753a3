namespace LtoPar.EndToEnd.Tests.Differential;

/// <summary>
/// A program and how it is linked, read from a file of tests/suites/differential: a comment, then lines `KEY: VALUE`, then files, each after a line `--- NAME`.
/// Keys: `link`, what stands after the compiler, without the output; `cflags`, for all objects; `native`, the sources compiled without -flto;
/// `setup` and `run`, commands of bash before all links and after each (`./out` without it); `only`, the linkers that know the options; `expect:
/// llvm` where LTO may see through what native code looks up at run time. A source NAME.c or NAME.cpp becomes NAME.o; use.o is native, for `run` to
/// link with the output.
/// </summary>
internal sealed class LinkCase
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    private LinkCase(string name) => Name = name;

    public string Name { get; }

    /// <summary>Gets the contents by file name.</summary>
    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    public string Link => _keys["link"];

    public string Flags => Key("cflags");

    public string Setup => Key("setup");

    public bool IsInterposable => Key("expect") == "llvm";

    public bool IsRelocatable => Words("link").Contains("-r");

    public bool IsProgram => !IsRelocatable && !Words("link").Contains("-shared");

    public string Run => _keys.GetValueOrDefault("run") ?? (IsProgram ? "./out" : "true");

    public static LinkCase Read(string path)
    {
        LinkCase result = new(Path.GetFileNameWithoutExtension(path));
        string? file = null;
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                file = line[4..].Trim();
                result.Files.Add(file, "");
            }
            else if (file is not null)
            {
                result.Files[file] += line + "\n";
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                int colon = line.IndexOf(": ", StringComparison.Ordinal);
                if (colon < 0 || line[..colon] is not ("link" or "cflags" or "native" or "setup" or "run" or "only" or "expect"))
                {
                    throw new FormatException($"{path}: '{line}' is no line of a link case");
                }

                result._keys.Add(line[..colon], line[(colon + 2)..]);
            }
        }

        return result;
    }

    public bool IsNative(string source) => Words("native").Contains(source);

    public bool IsFor(string linker) => !_keys.ContainsKey("only") || Words("only").Contains(linker);

    private string Key(string name) => _keys.GetValueOrDefault(name, "");

    private string[] Words(string name) => Key(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
