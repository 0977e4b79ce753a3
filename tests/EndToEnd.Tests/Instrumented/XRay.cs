namespace LtoPar.EndToEnd.Tests.Instrumented;

/// <summary>XRay's sleds and what a run through them recorded.</summary>
internal static class XRay
{
    public static string Report(string program, string folder)
    {
        string log = Directory.GetFiles(folder, "log*").Single();
        return "sleds\n" + Sleds(program) + "calls\n" + Calls(program, log);
    }

    /// <summary>
    /// Kind and function of each sled; entries are "{ id: 1, address: 0x..., function: 0x..., kind: function-enter, always-instrument: false,
    /// function-name: '...' }".
    /// </summary>
    private static string Sleds(string program) =>
        Sorted(Tools.Check(Tools.Llvm("llvm-xray"), "extract", "--symbolize", program), line =>
        {
            string[] fields = line.Trim(' ', '-', '{', '}').Split(", ");
            return fields.Length < 4
                ? ""
                : string.Join(
                    ' ', fields.Where(f => f.StartsWith("kind", StringComparison.Ordinal) || f.StartsWith("function-name", StringComparison.Ordinal)));
        });

    /// <summary>Function and number of calls; the times between them are the machine's.</summary>
    private static string Calls(string program, string log) =>
        Sorted(Tools.Check(Tools.Llvm("llvm-xray"), "account", "--keep-going", "-format=csv", $"-instr_map={program}", log), line =>
        {
            string[] fields = line.Split(',');
            return fields.Length < 9 ? "" : $"{fields[1]} {string.Join(',', fields.Skip(8))}";
        });

    private static string Sorted(string text, Func<string, string> select) =>
        string.Join('\n', SanitizerText.Normalize(text).Split('\n').Select(select).Where(line => line.Length > 0).Order(StringComparer.Ordinal)) + "\n";
}
