namespace LtoPar.EndToEnd.Tests;

/// <summary>Constructors and destructors run, in the order of clang's own objects, with every linker and at every cut.</summary>
public sealed class ConstructorTests : IDisposable
{
    private const string Program =
        """
        #include <stdio.h>
        #define AT(kind, name) static void __attribute__((kind)) name(void) { puts(#name); }
        AT(constructor, a) AT(constructor(200), early) AT(constructor, b) AT(constructor(101), first) AT(constructor, c)
        AT(destructor, x) AT(destructor(200), late) AT(destructor, y)
        int main(void) { puts("main"); return 0; }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bfd", "max")]
    [InlineData("bfd", "one")]
    [InlineData("lld", "max")]
    [InlineData("lld", "one")]
    [InlineData("mold", "max")]
    [InlineData("mold", "one")]
    public void All_run_in_order(string linker, string partition)
    {
        File.WriteAllText(_folder.File("p.c"), Program);
        Tools.Check(Tools.Llvm("clang"), "-O2", "-fPIC", "-flto", "-c", _folder.File("p.c"), "-o", _folder.File("p.bc"));
        Tools.Check(Tools.LtoPar, _folder.File("p.bc"), $"--partition={partition}", "-o", _folder.File("p.o"));
        Tools.Check(Tools.Llvm("clang"), $"-fuse-ld={linker}", "-o", _folder.File("program"), _folder.File("p.o"));
        Assert.Equal("first\nearly\na\nb\nc\nmain\ny\nx\nlate\n", Tools.Check(_folder.File("program")));
    }
}
