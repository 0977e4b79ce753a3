using LtoPar.EndToEnd.Tests.Caching;

namespace LtoPar.EndToEnd.Tests.Slots;

/// <summary>A folder in which the program is compiled to bitcode, once for each set of values, under the same names.</summary>
internal sealed class SlotWorkshop : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Path => _folder.Path;

    public string File(string name) => _folder.File(name);

    /// <summary>Compiles both files with clang.</summary>
    /// <returns>The objects.</returns>
    public string[] Compile(SlotValues values)
    {
        Write("main.c", SlotPrograms.MainFile(values));
        Write("other.c", SlotPrograms.OtherFile(values));
        return [Bitcode("main.c"), Bitcode("other.c")];
    }

    /// <summary>The same as one module, in which nothing but main is visible.</summary>
    public string Merge(SlotValues values)
    {
        string[] objects = Compile(values);
        Tools.Check(Tools.Llvm("llvm-link"), [.. objects, "-o", File("linked.bc")]);
        Check(Tools.Llvm("opt"), "-passes=internalize", "-internalize-public-api-list=main", "linked.bc", "-o", "merged.bc");
        return File("merged.bc");
    }

    public void Write(string name, string text) => System.IO.File.WriteAllText(File(name), text);

    public string Bitcode(string source, params string[] options)
    {
        string compiler = source.EndsWith(".cc", StringComparison.Ordinal) ? "clang++" : "clang";
        string output = System.IO.Path.ChangeExtension(source, ".o");
        Check(Tools.Llvm(compiler), ["-O2", "-flto", "-c", source, "-o", output, .. options]);
        return File(output);
    }

    /// <summary>Runs lto-par with a cache, and requires success and silence.</summary>
    public (byte[] Object, CacheUse Use) LtoPar(params string[] arguments)
    {
        Finished finished = Tools.Run(
            Tools.LtoPar, [.. arguments, "-o", "out.o", "--cache-dir=cache", "--stats-json=stats.json"], Path, [("LTO_PAR_CACHE_DIR", "")]);
        Assert.Equal((0, ""), (finished.Status, finished.Error));
        return (System.IO.File.ReadAllBytes(File("out.o")), CacheUse.Of(File("stats.json")));
    }

    /// <summary>Links an object to a program and runs it.</summary>
    public string RunLinked(string name, params string[] options)
    {
        Check("cc", [name, "-o", "program", .. options]);
        return Run("program");
    }

    public string Run(string program) => Tools.Check(File(program));

    /// <summary>Runs patch-slots; requires success and silence where it changes something.</summary>
    public string Patch(string file, params string[] changes) => Check(Tools.LtoPar, ["patch-slots", file, .. changes]);

    public string Check(string program, params string[] arguments)
    {
        Finished finished = Tools.Run(program, arguments, Path, []);
        Assert.True(finished.Status == 0, $"{finished.Command}\nstatus {finished.Status}\n{finished.Error}");
        return finished.Output;
    }

    public void Dispose() => _folder.Dispose();
}
