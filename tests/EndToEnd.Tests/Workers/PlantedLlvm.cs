namespace LtoPar.EndToEnd.Tests.Workers;

/// <summary>
/// A libLLVM that fails where a test wants it to (tests/workers/planted.c), and a program with functions to fail on, each in a partition of its own.
/// </summary>
public sealed class PlantedLlvm : IDisposable
{
    private readonly TempFolder _folder = new();

    public PlantedLlvm()
    {
        Tools.Check(
            Tools.Llvm("clang"), "-shared", "-fPIC", "-O1", Path.Combine(Tools.Root, "tests/workers/planted.c"), "-o", Library, "-l:libLLVM.so.22.1");
    }

    /// <summary>For LTO_PAR_LIBLLVM.</summary>
    public string Library => _folder.File("libLLVM-planted.so");

    /// <summary>The bitcode of a program of seven partitions (with --partition=max), one of which defines the function.</summary>
    public string Program(string planted)
    {
        string bitcode = _folder.File(planted + ".bc");
        if (!File.Exists(bitcode))
        {
            string source = _folder.File(planted + ".c");
            File.WriteAllText(
                source,
                string.Concat(Enumerable.Range(0, 5).Select(i => $"int f{i}(int x) {{ return x * {i + 3} + {i}; }}\n"))
                + $"int {planted}(int x) {{ return x ^ 77; }}\nint main(int c, char **v) {{ return f0(f1(f2(f3(f4({planted}(c)))))) & 1; }}\n");
            Tools.Check(Tools.Llvm("clang"), "-O2", "-fno-inline", "-flto", "-c", source, "-o", bitcode);
        }

        return bitcode;
    }

    public void Dispose() => _folder.Dispose();
}
