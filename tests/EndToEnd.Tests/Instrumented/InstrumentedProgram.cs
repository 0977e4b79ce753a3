namespace LtoPar.EndToEnd.Tests.Instrumented;

/// <summary>
/// One case from its sources to bitcode after the inter-procedural prefix, as scripts/corpus does it: lld merges, so that symbol resolution, runtime
/// archives and internalisation are a real link's.
/// </summary>
internal sealed class InstrumentedProgram : IDisposable
{
    private readonly InstrumentedCase _case;
    private readonly TempFolder _folder = new();
    private readonly string _clang;
    private readonly string _postIpo;
    private string? _optimized;

    public InstrumentedProgram(InstrumentedCase instrumented)
    {
        _case = instrumented;
        string source = Path.Combine(Tools.Root, "tests/instrumented", instrumented.Program);
        _clang = Tools.Llvm(Directory.EnumerateFiles(source, "*.c").Any() ? "clang" : "clang++");
        _postIpo = _folder.File("postipo.bc");
        Compile(source);
        string merged = _folder.File("merged.bc");
        string[] objects = [.. Directory.GetFiles(_folder.Path, "*.o").Order(StringComparer.Ordinal)];
        Run(_clang, ["-O2", "-Wl,--lto-emit-llvm", "-Wl,--lto-newpm-passes=no-op-module", .. LinkArguments, .. objects, "-o", merged]);
        Optimize("prefix", merged, _postIpo);
    }

    private string[] LinkArguments =>
        ["-flto", "-pie", "-w", $"--ld-path={Tools.Llvm("ld.lld")}", .. Words(_case.Flags), .. Words(_case.LinkFlags)];

    /// <summary>The combined object; <paramref name="name"/> is its file's name without extension.</summary>
    public string Partition(string name, string stage, params string[] options)
    {
        string output = _folder.File(name + ".obj");
        if (stage == "codegen" && _optimized is null)
        {
            _optimized = _folder.File("opt.bc");
            Optimize("suffix", _postIpo, _optimized);
        }

        // One identifier for all cuts: objects that are equal are then equal in every byte.
        Tools.Check(Tools.LtoPar, [stage == "codegen" ? _optimized! : _postIpo, "-o", output, $"--stage={stage}", "-j2", "--unique-id=x", .. options]);
        return output;
    }

    public string Link(string combined)
    {
        string program = Path.ChangeExtension(combined, ".exe");
        Run(_clang, [.. LinkArguments, combined, "-o", program]);
        return program;
    }

    public void Dispose() => _folder.Dispose();

    private void Compile(string source)
    {
        string[] flags = ["-flto", "-O2", "-fPIE", "-w", .. Words(_case.Flags), .. Words(_case.CompileFlags)];
        foreach (string module in Directory.GetFiles(source, "*.cppm"))
        {
            string name = Path.GetFileNameWithoutExtension(module);
            string precompiled = _folder.File(name + ".pcm");
            Run(_clang, [.. flags, "--precompile", module, "-o", precompiled]);
            Run(_clang, [.. flags, "-c", precompiled, "-o", _folder.File(name + ".o")]);
            flags = [.. flags, $"-fmodule-file={name}={precompiled}"];
        }

        string[] sources = [.. Directory.GetFiles(source).Where(file => Path.GetExtension(file) is ".c" or ".cpp").Order(StringComparer.Ordinal)];
        Run(_clang, [.. flags, "-c", .. sources]);
    }

    private void Optimize(string half, string input, string output)
    {
        string pipeline = File.ReadAllText(Path.Combine(Tools.Root, $"scripts/pipelines/lto-O2-{half}.txt")).Trim();
        Run(Tools.Llvm("opt"), [$"-passes={pipeline}", input, "-o", output]);
    }

    private void Run(string program, string[] arguments)
    {
        Finished finished = Tools.Run(program, arguments, _folder.Path, []);
        Assert.True(finished.Status == 0, $"{finished.Command}\nstatus {finished.Status}\n{finished.Error}{finished.Output}");
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
