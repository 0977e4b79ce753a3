using System.Text;
using LtoPar.Platform;

namespace LtoPar.Driver.Actions;

/// <summary>Actions for ninja: 'ninja -C DIR'. Ninja starts what stands first, as far as it can.</summary>
internal static class NinjaFile
{
    public static string Write(ActionPlan plan, IReadOnlyList<string> stems)
    {
        string output = Name(plan.Output);
        StringBuilder text = new();
        text.Append("# Made by 'lto-par plan'.\nninja_required_version = 1.5\n");
        text.Append("lto_par = ").Append(Shell.Quote(plan.Program).Replace("$", "$$", StringComparison.Ordinal)).Append("\n\n");
        text.Append("rule compile\n  command = $lto_par compile @").Append(ActionNames.CompileOptions).Append(" $in -o $out\n  description = compile $in\n\n");
        text.Append("rule combine\n  command = $lto_par combine @").Append(ActionNames.CombineOptions).Append("\n  description = combine $out\n\n");
        foreach (int partition in plan.Order)
        {
            text.Append("build ").Append(stems[partition]).Append(".o: compile ").Append(stems[partition]).Append(".bc | ");
            text.Append(ActionNames.CompileOptions).Append(' ').Append(ActionNames.Versions).Append('\n');
        }

        text.Append("build ").Append(output).Append(": combine ").AppendJoin(' ', stems.Select(stem => stem + ".o")).Append(" | ");
        text.Append(ActionNames.CombineOptions).Append(' ').Append(ActionNames.Versions).Append("\ndefault ").Append(output).Append('\n');
        return text.ToString();
    }

    /// <summary>Of the characters that names may have (<see cref="ActionNames.CheckOutput"/>), only the space means something to ninja.</summary>
    private static string Name(string file) => file.Replace(" ", "$ ", StringComparison.Ordinal);
}
