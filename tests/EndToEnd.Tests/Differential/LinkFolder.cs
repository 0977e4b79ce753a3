namespace LtoPar.EndToEnd.Tests.Differential;

/// <summary>
/// A link case with its objects compiled, as bitcode and as native code; each link is made in a copy of their folder, so that all links have the
/// same paths.
/// </summary>
internal sealed class LinkFolder
{
    private static readonly string[] s_sources = [".c", ".cpp"];

    private readonly LinkCase _case;
    private readonly string _root;

    /// <param name="case">The files to link.</param>
    /// <param name="root">A folder of this case's own, which must exist.</param>
    public LinkFolder(LinkCase @case, string root)
    {
        _case = @case;
        _root = root;
        Compile("bitcode", "-flto");
        Compile("native", "");
    }

    /// <summary>Links native code in a folder called <paramref name="label"/> and says what came out.</summary>
    /// <param name="linker">The linker, as -fuse-ld= knows it.</param>
    /// <param name="label">A name for the link, unique for this case.</param>
    public LinkOutput LinkNative(string linker, string label) => Link("native", label, $"-fuse-ld={linker}");

    /// <summary>Links bitcode in a folder called <paramref name="label"/> and says what came out.</summary>
    /// <param name="linker">The linker, as -fuse-ld= knows it.</param>
    /// <param name="label">A name for the link, unique for this case.</param>
    /// <param name="options">The words to add to the command line.</param>
    public LinkOutput LinkBitcode(string linker, string label, string options) => Link("bitcode", label, $"-flto -fuse-ld={linker} {options}");

    private void Compile(string kind, string flag)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, kind)).FullName;
        foreach ((string name, string text) in _case.Files)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        List<string> commands = ["set -e"];
        foreach (string source in _case.Files.Keys.Where(f => s_sources.Contains(Path.GetExtension(f))))
        {
            string name = Path.GetFileNameWithoutExtension(source);
            string compiler = source.EndsWith(".cpp", StringComparison.Ordinal) ? "$CXX" : "$CC";
            string how = name == "use" ? "" : $"{_case.Flags} {(_case.IsNative(name) ? "" : flag)}";
            commands.Add($"{compiler} -w -O2 -fPIE {how} -c {source} -o {name}.o");
        }

        commands.Add(kind == "native" ? _case.Setup.Replace("-flto", "", StringComparison.Ordinal) : _case.Setup);
        Finished finished = Shell(string.Join('\n', commands), folder);
        Assert.True(finished.Status == 0, $"{_case.Name}: the objects cannot be made\n{finished.Error}");
    }

    private LinkOutput Link(string kind, string label, string options)
    {
        string folder = Path.Combine(_root, label);
        Copy(Path.Combine(_root, kind), folder);
        Finished link = Shell($"timeout 60 $CC -w -O2 {options} {_case.Link} -o out", folder);
        if (link.Status != 0)
        {
            return LinkOutput.Failed(link.Error);
        }

        Finished run = Shell($"{{ {_case.Run}; }} 2>&1 | head -c 10000; exit ${{PIPESTATUS[0]}}", folder);
        return LinkOutput.Of(Path.Combine(folder, "out"), _case.IsRelocatable, $"{run.Output}status {run.Status}");
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.EnumerateDirectories(from))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    private static Finished Shell(string command, string folder)
    {
        string tools = Path.GetDirectoryName(Tools.Llvm("clang"))!;
        (string, string)[] environment =
        [
            ("CC", Path.Combine(tools, "clang")), ("CXX", Path.Combine(tools, "clang++")), ("LC_ALL", "C"),
            ("PATH", $"{tools}:{Environment.GetEnvironmentVariable("PATH")}"),
        ];
        return Tools.Run("/bin/bash", ["-c", command], folder, environment);
    }
}
