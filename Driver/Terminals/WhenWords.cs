namespace LtoPar.Driver.Terminals;

/// <summary>The spelling of <see cref="When"/> on the command line.</summary>
internal static class WhenWords
{
    public static Dictionary<string, When> All { get; } =
        new(StringComparer.Ordinal) { ["auto"] = When.Auto, ["always"] = When.Always, ["never"] = When.Never };
}
