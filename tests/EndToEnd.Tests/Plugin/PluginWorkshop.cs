namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>A folder in which programs are compiled with -flto and linked through the plugin; TMPDIR lies in it, so that what stays behind is seen.</summary>
internal sealed class PluginWorkshop : IDisposable
{
    private readonly TempFolder _folder = new();

    public PluginWorkshop() => NewTemp();

    public static string Plugin =>
        Repository.Existing(Path.Combine(Tools.Root, "out/lib/lto-par.so"), "run scripts/build.sh; the plugin needs the AOT compiler");

    /// <summary>LLVM's own: the reference.</summary>
    public static string ReferencePlugin =>
        Repository.Existing(Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Tools.Llvm("clang"))!)!, "lib/LLVMgold.so"), "run scripts/setup.sh");

    public static IEnumerable<string> Linkers => ["bfd", "gold", "mold"];

    public string FolderPath => _folder.Path;

    public string Temp { get; private set; } = "";

    /// <summary>Each test its own: what one leaves behind is no other's fault.</summary>
    public PluginWorkshop NewTemp()
    {
        Temp = Directory.CreateDirectory(Path.Combine(_folder.Path, "tmp-" + Guid.NewGuid().ToString("N"))).FullName;
        return this;
    }

    public string File(string name) => _folder.File(name);

    /// <summary>Compiles one file with -flto.</summary>
    /// <returns>The object.</returns>
    public string Compile(string name, string text, params string[] options) => CompileAs(name, text, ["-flto", .. options]);

    /// <summary>Compiles one file to machine code.</summary>
    public string CompileNative(string name, string text, params string[] options) => CompileAs(name, text, options);

    /// <summary>Links through the plugin.</summary>
    /// <param name="linker">bfd, gold or mold.</param>
    /// <param name="output">The output's name in the workshop.</param>
    /// <param name="arguments">The compiler driver's arguments: files are those of the workshop.</param>
    public Finished Link(string linker, string output, params string[] arguments) => LinkWith(linker, output, [], arguments);

    public Finished LinkWith(string linker, string output, IEnumerable<(string, string)> environment, params string[] arguments) =>
        Tools.Run(
            Tools.Llvm("clang"),
            ["-fuse-ld=" + linker, "-o", output, "-Wl,-plugin," + Plugin, .. arguments],
            _folder.Path,
            [("TMPDIR", Temp), .. environment]);

    /// <summary>Links with the one flag: the compiler finds lto-par by the linker's name.</summary>
    public Finished LinkThroughWrapper(string linker, string output, IEnumerable<(string, string)> environment, params string[] arguments) =>
        Tools.Run(
            Tools.Llvm("clang"), ["-flto", "-B" + Tools.LinkerFolder, "-fuse-ld=" + linker, "-o", output, .. arguments], _folder.Path,
            [("TMPDIR", Temp), .. environment]);

    /// <summary>Links native objects.</summary>
    public Finished LinkNative(string linker, string output, params string[] arguments) =>
        Tools.Run(Tools.Llvm("clang"), ["-fuse-ld=" + linker, "-o", output, .. arguments], _folder.Path, [("TMPDIR", Temp)]);

    /// <summary>Links through LLVM's plugin.</summary>
    public Finished LinkReference(string linker, string output, params string[] arguments) =>
        Tools.Run(Tools.Llvm("clang"), ["-fuse-ld=" + linker, "-o", output, "-Wl,-plugin," + ReferencePlugin, .. arguments], _folder.Path, [("TMPDIR", Temp)]);

    public string Run(string program)
    {
        Finished finished = Tools.Run(File(program), [], _folder.Path, []);
        return $"{finished.Output}{finished.Error}status {finished.Status}";
    }

    /// <summary>Requires success, and that no temporary file stayed.</summary>
    public static void Succeeds(Finished finished) =>
        Assert.True(finished.Status == 0, $"{finished.Command}\nstatus {finished.Status}\n{finished.Error}{finished.Output}");

    /// <summary>Temporary files of the plugin and of lto-par; the compiler driver's own are its own affair.</summary>
    public void NothingStayed() => Assert.Empty(LeftOvers());

    /// <summary>The same once the linker has been killed: a shell that waits for its end removes them.</summary>
    public void NothingStays() => FileEvents.WaitUntil(Temp, () => !LeftOvers().Any(), "temporary files stay");

    /// <summary>A program in lto-par's place.</summary>
    public string Script(string name, string body) => _folder.Script(name, body);

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string> LeftOvers() =>
        Directory.GetFileSystemEntries(Temp).Where(e => Path.GetFileName(e).StartsWith("lto-par", StringComparison.Ordinal));

    private string CompileAs(string name, string text, string[] options)
    {
        string source = File(name);
        System.IO.File.WriteAllText(source, text);
        string output = Path.ChangeExtension(name, ".o");
        string compiler = Path.GetExtension(name) == ".cc" ? "clang++" : "clang";
        Finished finished = Tools.Run(Tools.Llvm(compiler), ["-O1", "-fPIC", "-c", name, "-o", output, .. options], _folder.Path, []);
        Succeeds(finished);
        return output;
    }
}
