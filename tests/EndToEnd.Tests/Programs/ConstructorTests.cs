namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>Constructors and destructors run, once and in order, whichever linker makes the program: GNU ld also knows .ctors, lld and mold do not.</summary>
public sealed class ConstructorTests
{
    private const string Source = """
        #include <stdio.h>
        static int order;
        #define STEP(name, kind) __attribute__((kind)) static void name(void) { printf(#name "%d ", order++); }
        STEP(first, constructor) STEP(second, constructor) STEP(early, constructor(200)) STEP(third, constructor) STEP(earlier, constructor(150))
        STEP(last, destructor(150)) STEP(bye, destructor) STEP(late, destructor(200))
        int main(void) { printf("main "); return 0; }
        """;

    [Theory]
    [InlineData("ld")]
    [InlineData("lld")]
    [InlineData("mold")]
    public void Run_in_order(string linker)
    {
        using TempFolder folder = new();
        File.WriteAllText(folder.File("input.c"), Source);
        Tools.Check(Tools.Llvm("clang"), "-O2", "-fPIE", "-flto", "-c", folder.File("input.c"), "-o", folder.File("input.bc"));
        string[] choice = linker switch
        {
            "ld" => [],
            "lld" => [$"--ld-path={Tools.Llvm("ld.lld")}"],
            _ => [$"-fuse-ld={linker}"],
        };
        foreach (string[] options in new string[][] { ["--partition=one"], ["--partition=max"], ["--partition=max", "--stage=codegen"] })
        {
            Tools.Check(Tools.LtoPar, [folder.File("input.bc"), "-o", folder.File("combined.o"), .. options]);
            Tools.Check(Tools.Llvm("clang"), ["-pie", .. choice, folder.File("combined.o"), "-o", folder.File("program")]);
            string output = Tools.Check(folder.File("program"));
            Assert.Equal("earlier0 early1 first2 second3 third4 main bye5 late6 last7 ", output);
        }
    }
}
