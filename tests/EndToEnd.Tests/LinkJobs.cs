namespace LtoPar.EndToEnd.Tests;

/// <summary>Jobs for "lto-par link" from ld.lld, which writes down how it resolved every symbol.</summary>
internal static class LinkJobs
{
    /// <summary>Links a corpus from its bitcode objects with ld.lld to "program" in the folder.</summary>
    /// <param name="linkerOptions">More of ld.lld's options.</param>
    /// <returns>The resolution file; its paths are relative to the corpus.</returns>
    public static string Resolve(string program, TempFolder folder, params string[] linkerOptions)
    {
        string corpus = Folder(program);
        string[] arguments = File.ReadAllText(Path.Combine(corpus, "link.args")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Run(
            Tools.Llvm("clang++"),
            corpus,
            ["-flto", "-O2", $"--ld-path={Tools.Llvm("ld.lld")}", "@obj.list", .. arguments, "-Wl,--save-temps=resolution", .. linkerOptions.Select(o =>
                $"-Wl,{o}"), "-o", folder.File("program")]);
        return folder.File("program.resolution.txt");
    }

    /// <summary>Runs lto-par in a corpus's folder, and requires success.</summary>
    public static void Check(string program, params string[] arguments) => Run(Tools.LtoPar, Folder(program), arguments);

    private static string Folder(string program) => Path.GetDirectoryName(Corpus.File(program, "link.args"))!;

    private static void Run(string tool, string folder, string[] arguments)
    {
        Finished finished = Tools.Run(tool, arguments, folder, []);
        Assert.True(finished.Status == 0, $"{finished.Command}\nstatus {finished.Status}\n{finished.Error}");
    }
}
