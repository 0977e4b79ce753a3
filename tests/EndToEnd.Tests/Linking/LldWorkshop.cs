using System.Text;

namespace LtoPar.EndToEnd.Tests.Linking;

/// <summary>A folder in which small programs are compiled and linked by ld.lld, alone and with lto-par behind it.</summary>
internal sealed class LldWorkshop : IDisposable
{
    private readonly TempFolder _folder = new();

    public LldWorkshop() => Temp = Directory.CreateDirectory(_folder.File("tmp")).FullName;

    /// <summary>TMPDIR of lto-par's links.</summary>
    public string Temp { get; }

    public string Path => _folder.Path;

    public string File(string name) => _folder.File(name);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), text + "\n", new UTF8Encoding(false));
    }

    /// <summary>Compiles NAME to bitcode: its .o beside it.</summary>
    public void Bitcode(string name, string text, params string[] options) => Compile(name, text, ["-flto", .. options]);

    /// <summary>Compiles NAME to machine code: its .o beside it.</summary>
    public void Native(string name, string text, params string[] options) => Compile(name, text, options);

    /// <param name="how">llvm-ar's operation.</param>
    public void Archive(string how, string name, params string[] members)
    {
        System.IO.File.Delete(File(name));
        Succeed(Tools.Run(Tools.Llvm("llvm-ar"), [how, name, .. members], _folder.Path, []));
    }

    /// <summary>Links with lto-par, every function in a partition of its own.</summary>
    public Finished Link(string output, params string[] arguments) => LinkWith(output, [], arguments);

    public Finished LinkWith(string output, (string, string)[] environment, params string[] arguments) => Tools.Run(
        Tools.Llvm("clang"),
        ["-flto", "-O2", $"-B{Tools.LinkerFolder}", "-fuse-ld=lld", "-Wl,-plugin-opt=--partition=max", .. arguments, "-o", output],
        _folder.Path,
        [("TMPDIR", Temp), .. environment]);

    /// <summary>Links by ld.lld alone, in one pass.</summary>
    public Finished LinkAlone(string output, params string[] arguments) =>
        Tools.Run(Tools.Llvm("clang"), ["-flto", "-O2", "-fuse-ld=lld", .. arguments, "-o", output], _folder.Path, []);

    /// <summary>Links both ways, and requires that both succeed.</summary>
    public void LinkBoth(string output, string alone, params string[] arguments)
    {
        Succeed(Link(output, arguments));
        Succeed(LinkAlone(alone, arguments));
    }

    public string Run(string program)
    {
        Finished finished = Tools.Run(File(program), [], _folder.Path, [("LD_LIBRARY_PATH", _folder.Path)]);
        return $"{finished.Output}{finished.Error}status {finished.Status}";
    }

    /// <summary>The dynamic symbols: type, binding, visibility and name of each, sorted.</summary>
    public string[] DynamicSymbols(string file) =>
    [
        .. Tools.Check(Tools.Llvm("llvm-readelf"), "--dyn-syms", "-W", File(file)).Split('\n')
            .Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(c => c.Length == 8 && c[0] != "Num:")
            .Select(c => $"{c[3]} {c[4]} {c[5]} {(c[6] == "UND" ? "undefined" : "defined")} {c[7]}")
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => _folder.Dispose();

    public static void Succeed(Finished finished) =>
        Assert.True(finished.Status == 0, $"{finished.Command}\nstatus {finished.Status}\n{finished.Error}{finished.Output}");

    private void Compile(string name, string text, string[] options)
    {
        Write(name, text);
        Succeed(Tools.Run(
            Tools.Llvm(name.EndsWith(".cpp", StringComparison.Ordinal) ? "clang++" : "clang"),
            ["-O2", "-fPIC", .. options, "-c", name, "-o", System.IO.Path.ChangeExtension(name, ".o")],
            _folder.Path,
            []));
    }
}
