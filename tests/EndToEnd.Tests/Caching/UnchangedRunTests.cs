namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>A run of which nothing has changed does not look at the program.</summary>
public sealed class UnchangedRunTests : IDisposable
{
    private const string Unchanged = "lto-par: cache: nothing has changed, ";

    private readonly CacheWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void It_writes_what_it_wrote_before()
    {
        Dictionary<string, byte[]> first = Outputs(isUnchanged: false);
        Assert.Equal(first, Outputs(isUnchanged: true), Contents);
        Assert.NotEmpty(first["map"]);
        File.Delete(_workshop.Entries[0]);
        Assert.Equal(first, Outputs(isUnchanged: false), Contents);
        Assert.Equal(first, Outputs(isUnchanged: true), Contents);
        _workshop.Write(CacheWorkshop.Program(100));
        Assert.NotEqual(first, Outputs(isUnchanged: false), Contents);
        _workshop.Write(CacheWorkshop.Program(0));
        Assert.Equal(first, Outputs(isUnchanged: true), Contents);
    }

    [Fact]
    public void Other_options_are_another_run()
    {
        string cache = $"--cache-dir={_workshop.Cache}";
        string[][] options = [[], ["-O1"], ["--max-clone-size=0"], ["--unique-id=x"], ["--disable-rule=comdat"], ["--partition=one"], ["-fPIC"]];
        foreach (string[] other in options)
        {
            Assert.DoesNotContain(Unchanged, _workshop.Run([cache, "-v", .. other]).Error, StringComparison.Ordinal);
            byte[] expected = _workshop.Compile(other);
            Assert.Contains(Unchanged, _workshop.Run([cache, "-v", .. other, "-j1"]).Error, StringComparison.Ordinal);
            Assert.Equal(expected, File.ReadAllBytes(_workshop.File("p.o")));
        }
    }

    [Fact]
    public void Warnings_and_files_that_are_read_come_again()
    {
        string cache = $"--cache-dir={_workshop.Cache}";
        foreach (string asm in new[] { ".warning \\22look here\\22", ".incbin \\22p.ll\\22" })
        {
            _workshop.Write(CacheWorkshop.Program(0, $"define void @g() {{\n  call void asm sideeffect \"{asm}\", \"\"()\n  ret void\n}}\n"));
            for (int i = 0; i < 2; i++)
            {
                Finished run = _workshop.Run(cache, "-v");
                Assert.Equal(0, run.Status);
                Assert.DoesNotContain(Unchanged, run.Error, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_program_that_comes_by_a_pipe_is_read_once()
    {
        string output = _workshop.File("p.o");
        byte[] expected = _workshop.Compile();
        foreach (string input in new[] { $"<(cat '{_workshop.Input}')", $"- <'{_workshop.Input}'" })
        {
            for (int i = 0; i < 2; i++)
            {
                Tools.Check("bash", "-c", $"'{Tools.LtoPar}' {input} --partition=max --final-link --cache-dir='{_workshop.Cache}' -o '{output}'");
                Assert.Equal(expected, File.ReadAllBytes(output));
            }
        }
    }

    [Fact]
    public void A_link_of_the_same_files_merges_nothing()
    {
        File.WriteAllText(_workshop.File("a.c"), "int g(int); int f(int x) { return x * 3; } int main(int c, char **v) { return g(c) - 3; }");
        File.WriteAllText(_workshop.File("b.c"), "int f(int); int g(int x) { return f(x); }");
        foreach (string linker in new[] { "bfd", "mold" })
        {
            string first = Link(linker);
            Assert.DoesNotContain(Unchanged, first, StringComparison.Ordinal);
            byte[] program = File.ReadAllBytes(_workshop.File("a.out"));
            string second = Link(linker);
            Assert.Contains(Unchanged, second, StringComparison.Ordinal);
            Assert.DoesNotContain("merge: ", second, StringComparison.Ordinal);
            Assert.Equal(program, File.ReadAllBytes(_workshop.File("a.out")));
            Tools.Check(_workshop.File("a.out"));
        }

        string Link(string linker)
        {
            foreach (string name in new[] { "a", "b" })
            {
                Tools.Check(Tools.Llvm("clang"), "-flto", "-O1", "-c", _workshop.File($"{name}.c"), "-o", _workshop.File($"{name}.o"));
            }

            Finished run = Tools.Run(
                Tools.Llvm("clang"),
                [
                    "-flto", "-B" + Tools.LinkerFolder, $"-fuse-ld={linker}", "a.o", "b.o", "-o", "a.out", "-Wl,-plugin-opt=-v",
                    $"-Wl,-plugin-opt=cache-dir={_workshop.File(linker)}",
                ],
                _workshop.File(""), []);
            Assert.Equal(0, run.Status);
            return run.Error + run.Output;
        }
    }

    private static bool Contents(Dictionary<string, byte[]> one, Dictionary<string, byte[]> other) =>
        one.Keys.Order().SequenceEqual(other.Keys.Order()) && one.All(f => f.Value.AsSpan().SequenceEqual(other[f.Key]));

    private Dictionary<string, byte[]> Outputs(bool isUnchanged)
    {
        string[] files = ["p.o", "map", "symbols", "sections", "objects/p00.o", "objects/p11.o", "objects/objects.txt"];
        foreach (string file in files.Select(_workshop.File).Where(File.Exists))
        {
            File.Delete(file);
        }

        Finished run = _workshop.Run(
            $"--cache-dir={_workshop.Cache}", "-v", $"--promotion-map={_workshop.File("map")}", $"--symbol-order={_workshop.File("symbols")}",
            $"--section-order={_workshop.File("sections")}", $"--emit-objects={_workshop.File("objects")}");
        Assert.Equal(0, run.Status);
        Assert.Equal(isUnchanged, run.Error.Contains(Unchanged, StringComparison.Ordinal));
        return files.ToDictionary(f => f, f => File.ReadAllBytes(_workshop.File(f)));
    }
}
