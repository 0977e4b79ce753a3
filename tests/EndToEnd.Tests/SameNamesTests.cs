namespace LtoPar.EndToEnd.Tests;

/// <summary>Relocatable outputs of one file name that define the same names: box programs are made so (crunchgen, busybox-like builds).</summary>
public sealed class SameNamesTests : IDisposable
{
    private const string Program = """
        __attribute__((noinline)) static int helper(int x) { __asm__ volatile("" : "+r"(x)); return x * K; }
        __attribute__((noinline)) static int twice(int x) { return helper(x) + helper(x); }
        int main(int c, char **v) { return twice(c) - helper(c); }
        """;

    private const string Box = """
        #include <stdio.h>
        int one_main(int, char **), two_main(int, char **);
        int main(void) { printf("%d %d\n", one_main(1, 0), two_main(1, 0)); return 0; }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Outputs_that_look_alike_meet_in_one_program()
    {
        File.WriteAllText(_folder.File("box.c"), Box);
        string[] outputs = [Make("one", 3), Make("two", 5)];
        string program = _folder.File("box");
        Tools.Check("cc", [_folder.File("box.c"), .. outputs, "-o", program]);
        Assert.Equal("3 5\n", Tools.Check(program));
    }

    [Fact]
    public void Promoted_names_follow_content_but_in_final_links()
    {
        (string one, string two, string same) = (Map("a", 3), Map("b", 5), Map("c", 3));
        Assert.Contains("helper.lto_par.", one, StringComparison.Ordinal);
        Assert.NotEqual(one, two);
        Assert.Equal(one, same);
        Assert.Equal(Map("d", 3, "--final-link"), Map("e", 5, "--final-link"));
    }

    /// <summary>All in a folder of the name, so that the output's own name is the same.</summary>
    private string Make(string name, int factor)
    {
        Compile(name, factor);
        string output = In(name, "prog.o");
        Tools.Check(Tools.LtoPar, In(name, "p.bc"), "--partition=max", "-j2", "-o", output);
        string renamed = In(name, "renamed.o");
        Tools.Check(Tools.Llvm("llvm-objcopy"), "--redefine-sym", $"main={name}_main", output, renamed);
        return renamed;
    }

    private string Map(string name, int factor, params string[] options)
    {
        Compile(name, factor);
        Tools.Check(Tools.LtoPar, [In(name, "p.bc"), "--partition=max", "-j2", "-o", In(name, "prog.o"), $"--promotion-map={In(name, "map")}", .. options]);
        return File.ReadAllText(In(name, "map"));
    }

    private void Compile(string name, int factor)
    {
        Directory.CreateDirectory(_folder.File(name));
        File.WriteAllText(In(name, "p.c"), Program);
        Tools.Check(Tools.Llvm("clang"), "-O2", "-fPIC", "-flto", $"-DK={factor}", "-c", In(name, "p.c"), "-o", In(name, "p.bc"));
    }

    private string In(string name, string file) => Path.Combine(_folder.File(name), file);
}
