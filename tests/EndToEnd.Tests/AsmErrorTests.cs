namespace LtoPar.EndToEnd.Tests;

/// <summary>An error in assembly names the function that has it and the source file, with every linker; LLVM names "&lt;inline asm&gt;" alone.</summary>
public sealed class AsmErrorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public AsmErrorTests()
    {
        File.WriteAllText(
            _folder.File("a.c"),
            """
            int fine(int x) { __asm__("incl %0" : "+r"(x)); return x; }
            __attribute__((noinline)) int wrong(int x) {
              __asm__ volatile("nop\n\tnosuchinsn %0, 7" : "+r"(x));
              return x; }
            static __attribute__((noinline)) int hidden(int x) { __asm__ volatile("neverheard %0" : "+r"(x)); return x; }
            int user(int x) { return wrong(x) + hidden(x); }
            """);
        File.WriteAllText(_folder.File("m.c"), "int user(int), fine(int);\nint main(int c, char **v) { return user(c) + fine(c); }\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        "bfd", "-g0", "program: partition p00: function 'wrong': <inline asm>:2:2: invalid instruction mnemonic 'nosuchinsn'; nosuchinsn %", " (from a.o)")]
    [InlineData("mold", "-g", "program: partition p00: function 'wrong' (a.c:3): <inline asm>:2:2: ", "")]
    [InlineData("gold", "-g", "function 'hidden' (a.c:5): <inline asm>:1:2: invalid instruction mnemonic 'neverheard'", "")]
    [InlineData("lld", "-g", "program: partition p00: function 'wrong' (a.c:3): <inline asm>:2:2: ", "")]
    public void Every_linker_shows_function_and_file(string linker, string debug, string expected, string ending)
    {
        foreach (string name in new[] { "a", "m" })
        {
            Finished compiled = Tools.Run(Tools.Llvm("clang"), ["-O1", debug, "-flto", "-c", name + ".c"], _folder.Path, []);
            Assert.True(compiled.Status == 0, compiled.Error);
        }

        Finished finished = Tools.Run(
            Tools.Llvm("clang"), ["-flto", $"-B{Tools.LinkerFolder}", $"-fuse-ld={linker}", "a.o", "m.o", "-o", "program"], _folder.Path, []);
        Assert.Equal(1, finished.Status);
        string line = Assert.Single(finished.Error.Split('\n'), l => l.Contains("inline asm", StringComparison.Ordinal));
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.EndsWith(ending, line, StringComparison.Ordinal);
        Assert.DoesNotContain("merged.bc", finished.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("program")));
    }

    [Fact]
    public void Promoted_functions_have_the_users_name_and_copies_are_named_apart()
    {
        File.WriteAllText(
            _folder.File("p.ll"),
            """
            target triple = "x86_64-pc-linux-gnu"
            module asm "badinsn eax"
            define internal i32 @near(i32 %x) noinline { call void asm sideeffect "nosuch $0, ${1:c}", "r,i"(i32 %x, i32 3)
              ret i32 %x }
            define i32 @far(i32 %x) { call void asm sideeffect "nosuch $0, ${1:c}", "r,i"(i32 %x, i32 3)
              %r = call i32 @near(i32 %x)
              ret i32 %r }
            """);
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("p.ll"), "-o", _folder.File("p.bc"));
        Finished one = Tools.Run(Tools.LtoPar, ["p.bc", "--partition=one", "-o", "p.o"], _folder.Path, []);
        Assert.Equal(1, one.Status);
        Assert.Single(one.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("module-level assembly: <inline asm>:1:1: invalid instruction mnemonic 'badinsn'", one.Error, StringComparison.Ordinal);
        Assert.Contains("function 'near': <inline asm>", one.Error, StringComparison.Ordinal);
        Assert.Contains("function 'far': <inline asm>", one.Error, StringComparison.Ordinal);
        Finished finest = Tools.Run(Tools.LtoPar, ["p.bc", "--partition=max", "-o", "p.o"], _folder.Path, []);
        Assert.Single(finest.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches("partition p0[0-2]: (module-level assembly|function '(near|far)'): <inline asm>", finest.Error);
    }
}
