namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>A folder with a program, and a cache.</summary>
internal sealed class CacheWorkshop : IDisposable
{
    private const int Functions = 12;

    private readonly TempFolder _folder = new();

    public CacheWorkshop() => Write(Program(0));

    public string Input => _folder.File("p.bc");

    public string Cache => _folder.File("cache");

    public string[] Entries => Directory.Exists(Cache) ? Directory.GetFiles(Cache, "*.ltopar", SearchOption.AllDirectories) : [];

    /// <summary>Functions that call each other, in a chain.</summary>
    /// <param name="constant">Is in one of them.</param>
    /// <param name="more">Records beside them.</param>
    public static string Program(int constant, string more = "") => string.Concat(
        Enumerable.Range(0, Functions).Select(i =>
            $"define i32 @f{i}(i32 %x) noinline {{\n  %a = mul i32 %x, {(i == 5 ? constant : i) + 3}\n  {Call(i)}\n  %r = add i32 %a, %c\n  ret i32 %r\n}}\n")
            .Prepend("target triple = \"x86_64-pc-linux-gnu\"\n@state = internal global i32 7\n").Append(more));

    public string File(string name) => _folder.File(name);

    public string Script(string name, string body) => _folder.Script(name, body);

    /// <summary>A libLLVM that does the same and is of another build: it has no build ID.</summary>
    public string OtherLibrary()
    {
        string other = File("libLLVM.so");
        System.IO.File.Copy(Tools.Check(Tools.LtoPar, "--version").Split('(', ')')[1], other);
        Tools.Check("objcopy", "--remove-section=.note.gnu.build-id", other);
        return other;
    }

    public void Write(string program)
    {
        System.IO.File.WriteAllText(_folder.File("p.ll"), program);
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("p.ll"), "-o", Input);
    }

    /// <summary>Compiles to one object, each function a partition of its own.</summary>
    public Finished Run(params string[] options) => Tools.Run(
        Before.Append(Tools.LtoPar).First(),
        [.. Before.Append(Tools.LtoPar).Skip(1), Input, "--partition=max", "--final-link", "-j2", "-o", File("p.o"), .. options],
        _folder.Path,
        [("LTO_PAR_CACHE_DIR", ""), ("LTO_PAR_REMOTE_CACHE", ""), ("XDG_CACHE_HOME", File("xdg")), .. Environment]);

    /// <summary>The words before lto-par's own: a command that runs it somewhere else.</summary>
    public IReadOnlyList<string> Before { get; set; } = [];

    /// <summary>Variables of every run.</summary>
    public (string Name, string Value)[] Environment { get; set; } = [];

    /// <summary>Requires success and silence.</summary>
    /// <returns>The object.</returns>
    public byte[] Compile(params string[] options)
    {
        Finished finished = Run(options);
        Assert.Equal((0, ""), (finished.Status, finished.Error));
        return System.IO.File.ReadAllBytes(File("p.o"));
    }

    /// <summary>The same with the cache.</summary>
    public (byte[] Object, CacheUse Use) CompileCached(params string[] options)
    {
        byte[] compiled = Compile([$"--cache-dir={Cache}", $"--stats-json={File("stats.json")}", .. options]);
        return (compiled, CacheUse.Of(File("stats.json")));
    }

    /// <summary>The same with a server, that is waited for, and without a folder.</summary>
    public (byte[] Object, RemoteUse Use) CompileRemote(string url, params string[] options)
    {
        byte[] compiled = Compile([$"--remote-cache={url}", "--remote-timeout=60", $"--stats-json={File("stats.json")}", .. options]);
        return (compiled, RemoteUse.Of(File("stats.json")));
    }

    public void Dispose() => _folder.Dispose();

    private static string Call(int i) => i switch
    {
        0 => "%c = load i32, ptr @state",
        1 => "store i32 %a, ptr @state\n  %c = call i32 @f0(i32 %a)",
        _ => $"%c = call i32 @f{i - 1}(i32 %a)",
    };
}
