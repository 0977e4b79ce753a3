using LtoPar.Bitcode.DebugInfo;

namespace LtoPar.CallGraph.Reader.DebugInfo;

/// <summary>Reads the names that debug information gives a function.</summary>
internal static class SubprogramNames
{
    public static SubprogramName Of(IDebugTypes nodes, nint subprogram) =>
        new(nodes.Text(subprogram, DebugOperand.Name), nodes.Text(subprogram, DebugOperand.SubprogramLinkageName));
}
