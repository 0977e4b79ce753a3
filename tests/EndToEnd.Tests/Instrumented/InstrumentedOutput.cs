using System.Text;

namespace LtoPar.EndToEnd.Tests.Instrumented;

/// <summary>All that must not depend on the cut, as text: what each run prints and how it ends, section sizes, and the case's own report.</summary>
internal static class InstrumentedOutput
{
    public static string Of(InstrumentedCase instrumented, string program, string combined)
    {
        StringBuilder text = new();
        if (instrumented.VerifyDebugInfo)
        {
            Tools.Check(Tools.Llvm("llvm-dwarfdump"), "--verify", "--quiet", combined);
        }

        AppendSections(instrumented, program, text);
        using TempFolder folder = new();
        foreach (string run in instrumented.Runs)
        {
            Finished finished = Tools.Run(program, [run], folder.Path, Environment(instrumented, folder.Path));
            text.Append($"run {run}: status {finished.Status}\n").Append(finished.Output).Append(Errors(instrumented, finished.Error)).Append('\n');
        }

        return text.Append(instrumented.Report?.Invoke(program, folder.Path)).ToString();
    }

    private static string Errors(InstrumentedCase instrumented, string error)
    {
        string text = SanitizerText.Normalize(error);
        return instrumented.ErrorLines is []
            ? text
            : string.Join('\n', text.Split('\n').Where(line => instrumented.ErrorLines.Any(part => line.Contains(part, StringComparison.Ordinal))));
    }

    private static IEnumerable<(string Name, string Value)> Environment(InstrumentedCase instrumented, string folder)
    {
        string symbolizer = Tools.Llvm("llvm-symbolizer");
        string options = $"external_symbolizer_path={symbolizer}:handle_abort=0";
        foreach (string tool in new[] { "ASAN", "UBSAN", "TSAN", "MSAN" })
        {
            yield return ($"{tool}_OPTIONS", options);
        }

        foreach (string setting in instrumented.Environment)
        {
            int split = setting.IndexOf('=', StringComparison.Ordinal);
            string value = setting[(split + 1)..].Replace("{dir}", folder, StringComparison.Ordinal);
            string name = setting[..split];
            yield return (name, name.EndsWith("SAN_OPTIONS", StringComparison.Ordinal) ? $"{options}:{value}" : value);
        }
    }

    /// <summary>"name size address" lines of size -A.</summary>
    private static void AppendSections(InstrumentedCase instrumented, string program, StringBuilder text)
    {
        Dictionary<string, string> sizes = [];
        foreach (string line in Tools.Check(Tools.Llvm("llvm-size"), "-A", program).Split('\n'))
        {
            if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var name, var size, _])
            {
                sizes[name] = size;
            }
        }

        foreach (string section in instrumented.Sections)
        {
            Assert.True(sizes.ContainsKey(section), $"{instrumented.Name}: no section {section} in {program}: {string.Join(' ', sizes.Keys)}");
            text.Append($"section {section}: {sizes[section]}\n");
        }
    }
}
