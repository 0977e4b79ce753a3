using LtoPar.Backend;
using LtoPar.CallGraph;

namespace LtoPar.Driver.LinkerWrapper;

/// <summary>
/// GNU ld, gold and mold with lto-par's plugin where the compiler asks for LLVM's. Of two plugins the one that comes first claims a file in
/// GNU ld and gold, and mold keeps the last, so adding ours beside LLVM's would do nothing in two of the three.
/// </summary>
internal static class PluginLink
{
    private const string Plugin = "lto-par.so";
    private const string LlvmPlugin = "LLVMgold.so";

    public static int Run(string linker, string[] arguments, ScratchFolder scratch)
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

        return ChildProcess.RunLast(linker, rewritten, scratch);
    }

    private static bool IsLlvmPlugin(LinkWord word) => word.Is("plugin") && Path.GetFileName(word.Value) == LlvmPlugin;

    /// <summary>Beside the program (as built), or in lib beside its folder (as installed).</summary>
    private static string Find()
    {
        string folder = Path.GetDirectoryName(WrapperProgram.OwnProgram) ?? ".";
        string[] places = [Path.Combine(folder, "..", "lib", Plugin), Path.Combine(folder, Plugin)];
        return places.FirstOrDefault(File.Exists) is { } found
            ? Path.GetFullPath(found)
            : throw new LtoParException(places[0], "the linker plugin is not there; build it with scripts/build.sh");
    }
}
