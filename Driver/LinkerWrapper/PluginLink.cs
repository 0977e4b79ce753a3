using LtoPar.LinkJobs;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.LinkerWrapper;

/// <summary>
/// GNU ld, gold and mold with lto-par's plugin where the compiler asks for LLVM's. Of two plugins the one that comes first claims a file in
/// GNU ld and gold, and mold keeps the last, so adding ours beside LLVM's would do nothing in two of the three.
///
/// The linker runs in this process's place, without a temporary folder, so that links without bitcode are its own, wherever TMPDIR points. Not so where mold
/// writes a dependency file: it does that after it has told the plugin that all is done, so the file is mended here (<see cref="LinkDependencies"/>).
/// </summary>
internal static class PluginLink
{
    private const string Plugin = "lto-par.so";
    private const string LlvmPlugin = "LLVMgold.so";

    /// <param name="name">The name that the wrapper was called by.</param>
    /// <param name="linker">The path of the linker itself.</param>
    /// <param name="arguments">Its own, response files expanded.</param>
    /// <param name="scratch">The folder of the response file, for a command line that is too long.</param>
    /// <returns>The exit status, unless the linker has taken this process's place.</returns>
    public static int Run(string name, string linker, string[] arguments, ScratchFolder scratch)
    {
        string plugin = Find();
        List<LinkWord> words = LinkLine.Parse(arguments);
        bool asked = words.Exists(IsLlvmPlugin);
        List<string> rewritten = [];
        if (!asked)
        {
            rewritten.AddRange(["-plugin", plugin]);
        }

        foreach (LinkWord word in words)
        {
            rewritten.AddRange(IsLlvmPlugin(word) ? ["-plugin", plugin] : word.Tokens);
        }

        if (name != "ld.mold" || LinkLine.ValueOf(words, "dependency-file") is not { } dependencies)
        {
            return ProgramRunner.RunLast(linker, rewritten, scratch);
        }

        int status = ProgramRunner.Run(linker, rewritten, scratch);
        if (status == 0 && File.Exists(dependencies))
        {
            LinkDependencies.Mend(dependencies);
        }

        return status;
    }

    private static bool IsLlvmPlugin(LinkWord word) => word.Is("plugin") && Path.GetFileName(word.Value) == LlvmPlugin;

    /// <summary>Beside the program (as built), or in lib beside its folder (as installed).</summary>
    private static string Find()
    {
        string folder = Path.GetDirectoryName(ProcessImage.File) ?? ".";
        string[] places = [Path.Combine(folder, "..", "lib", Plugin), Path.Combine(folder, Plugin)];
        return places.FirstOrDefault(File.Exists) is { } found
            ? Path.GetFullPath(found)
            : throw new LtoParException(places[0], "the linker plugin is not there; build it with scripts/build.sh");
    }
}
