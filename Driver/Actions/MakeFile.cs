using System.Text;
using LtoPar.Platform;

namespace LtoPar.Driver.Actions;

/// <summary>
/// Actions for make: 'make -C DIR -j8'. Objects stand in the order of their cost, since make starts them in the order of the prerequisites, and what starts
/// last should be short.
/// </summary>
internal static class MakeFile
{
    public static string Write(ActionPlan plan, IReadOnlyList<string> stems)
    {
        string objects = string.Join(' ', plan.Order.Select(p => stems[p] + ".o"));
        string output = Name(plan.Output);
        StringBuilder text = new();
        text.Append("# Made by 'lto-par plan'. LTO_PAR=PROGRAM on make's command line names another lto-par.\n");
        text.Append("MAKEFLAGS += --no-builtin-rules\n.SUFFIXES:\n.DELETE_ON_ERROR:\n");
        text.Append("LTO_PAR = ").Append(Shell.Quote(plan.Program).Replace("$", "$$", StringComparison.Ordinal).Replace("#", "\\#", StringComparison.Ordinal));
        text.Append("\nOBJECTS = ").Append(objects).Append("\n\n");
        text.Append(output).Append(": $(OBJECTS) ").Append(ActionNames.CombineOptions).Append(' ').Append(ActionNames.Versions);
        text.Append("\n\t$(LTO_PAR) combine @").Append(ActionNames.CombineOptions).Append("\n\n");
        text.Append("$(OBJECTS): %.o: %.bc ").Append(ActionNames.CompileOptions).Append(' ').Append(ActionNames.Versions);
        text.Append("\n\t$(LTO_PAR) compile @").Append(ActionNames.CompileOptions).Append(" $< -o $@\n");
        return text.ToString();
    }

    /// <summary>Of the characters that names may have (<see cref="ActionNames.CheckOutput"/>), only the space means something to make.</summary>
    private static string Name(string file) => file.Replace(" ", "\\ ", StringComparison.Ordinal);
}
