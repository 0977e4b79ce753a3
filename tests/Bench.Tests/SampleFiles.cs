namespace LtoPar.Bench.Tests;

/// <summary>
/// Raw results of real runs (Samples/; planning.raw is made up), and what the awk and jq programs that tools/Bench replaced made of them. The charts
/// then said nothing of the machine and had no panels of stages with -g; the sample's page was made with both mended.
/// </summary>
internal static class SampleFiles
{
    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", name);

    public static string Text(string name) => System.IO.File.ReadAllText(File(name));
}
