namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>The files that a trap was built to.</summary>
/// <param name="Program">The program, or the library where there is one.</param>
/// <param name="Objects">The folder with each partition's object.</param>
internal sealed record TrapBuild(string Program, string Objects)
{
    /// <summary>The number of sections whose name begins so.</summary>
    public int Sections(string prefix) =>
        Tools.Check(Tools.Llvm("llvm-readelf"), "-S", "-W", Program).Split('\n').Count(line => line.Contains("] " + prefix, StringComparison.Ordinal));

    /// <summary>The lines of "llvm-readelf -s" about a symbol, in the program or in one partition's object.</summary>
    public static IReadOnlyList<string> Symbols(string file, string name) =>
        [.. Tools.Check(Tools.Llvm("llvm-readelf"), "-s", "-W", file).Split('\n').Where(line => line.EndsWith(" " + name, StringComparison.Ordinal))];

    public IEnumerable<string> ObjectFiles => File.ReadLines(Path.Combine(Objects, "objects.txt"));
}
