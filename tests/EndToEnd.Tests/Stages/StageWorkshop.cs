namespace LtoPar.EndToEnd.Tests.Stages;

/// <summary>
/// A folder with a program of C as one module, whose functions are partitions of their own: a static one that main and another call, and a loop.
/// </summary>
internal sealed class StageWorkshop : IDisposable
{
    private const string Source = """
        #include <stdio.h>
        __attribute__((noinline)) static int scale(int x) { return x * 3 + 1; }
        __attribute__((noinline)) int sum(const int *p, int n) { int s = 0; for (int i = 0; i < n; i++) s += scale(p[i]); return s; }
        int main(void) { int a[] = {1, 2, 3, 4}; printf("%d %d\n", sum(a, 4), scale(5)); return 0; }
        """;

    private readonly TempFolder _folder = new();

    public StageWorkshop()
    {
        System.IO.File.WriteAllText(File("p.c"), Source);
        Tools.Check(Tools.Llvm("clang"), "-O2", "-fno-unroll-loops", "-fno-vectorize", "-flto", "-c", File("p.c"), "-o", File("p.bc"));
    }

    /// <summary>The answer of the program.</summary>
    public static string Answer => "34 16\n";

    public string File(string name) => _folder.File(name);

    /// <summary>The names of the files in the folder that begin with p.o.</summary>
    public string[] Outputs =>
        [.. Directory.GetFiles(_folder.Path, "p.o*").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    /// <summary>Runs lto-par on the module, to p.o.</summary>
    public Finished Run(params string[] options) => Command([File("p.bc"), "--partition=max", "--unique-id=id", "-j2", "-o", "p.o", .. options]);

    public Finished Command(params string[] arguments) => Tools.Run(Tools.LtoPar, arguments, _folder.Path, [("LTO_PAR_CACHE_DIR", "")]);

    /// <summary>Requires success.</summary>
    public static Finished Succeed(Finished finished)
    {
        Assert.True(finished.Status == 0, $"{finished.Command}\n{finished.Error}");
        return finished;
    }

    public byte[] Bytes(string name) => System.IO.File.ReadAllBytes(File(name));

    public string Link(string program, params string[] objects)
    {
        Tools.Check("cc", [.. objects.Select(File), "-no-pie", "-o", File(program)]);
        return Tools.Check(File(program));
    }

    public void Dispose() => _folder.Dispose();
}
