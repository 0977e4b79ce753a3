namespace LtoPar.EndToEnd.Tests.CodegenOptions;

/// <summary>A small program that many of code generation's options make another object of, compiled once for a class of tests.</summary>
public sealed class OptionProgram : IDisposable
{
    private const string Main = """
        extern int printf(const char *, ...);
        extern int elsewhere(int);
        extern __thread int shared;
        static __thread int counter = 4, zeroed;
        int table[16], data[4] = {1, 2, 3, 4};
        __attribute__((section("retained"))) int kept = 1;
        __attribute__((noinline)) int helper(int x) { return x > 3 ? helper(x - 1) + table[x & 15] : x * 3; }
        __attribute__((noinline)) double dot(double *a, double *b, int n) {
            double s = 0;
            for (int i = 0; i < n; i++) s += a[i] * b[i];
            return s;
        }
        __attribute__((noinline)) int choose(int x) {
            switch (x) {
            case 0: return helper(1);
            case 1: return data[2];
            case 2: return printf("two");
            case 3: return counter++;
            case 4: return zeroed++;
            default: return -1;
            }
        }
        __attribute__((noinline)) int (*pick(int x))(int) { return x ? helper : choose; }
        int main(int argc, char **argv) {
            double a[4] = {1, 2, 3, argc}, b[4] = {2, 2, 2, 2};
            char buffer[64];
            buffer[argc] = 1;
            shared = 5;
            printf("%d %.1f %d %d %d\n", choose(argc), dot(a, b, 4), pick(argc)(2), elsewhere(counter) + counter, argc > 5 ? buffer[2] : 0);
            return 0;
        }
        """;

    private const string Other = "__thread int shared;\n__attribute__((noinline)) int elsewhere(int x) { return ++shared + x; }\n";

    public OptionProgram()
    {
        Write("main.c", Main);
        Write("other.c", Other);
        Clang("-emit-llvm", "-g", "main.c", "-o", "main.bc");
        Clang("-flto", "-g", "main.c", "-o", "main.o");
        Clang("-flto", "other.c", "-o", "other.o");
        Clang("-femulated-tls", "other.c", "-o", "native.o");
    }

    internal TempFolder Folder { get; } = new();

    public string File(string name) => Folder.File(name);

    public void Dispose() => Folder.Dispose();

    internal string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    internal void Clang(params string[] arguments)
    {
        Finished finished = Tools.Run(Tools.Llvm("clang"), ["-O2", "-fPIC", "-c", .. arguments], Folder.Path, []);
        Assert.True(finished.Status == 0, finished.Error);
    }

    /// <summary>Links with lto-par behind the linker, in the folder.</summary>
    internal Finished Link(string linker, string output, params string[] arguments) =>
        Tools.Run(Tools.Llvm("clang"), ["-flto", "-O2", "-B" + Tools.LinkerFolder, "-fuse-ld=" + linker, "-o", output, .. arguments], Folder.Path, []);

    internal string Run(string program) => Tools.Check(File(program));
}
