using System.CommandLine;

namespace LtoPar.Driver.CommandLine;

/// <summary>-j N|auto. It decides time and nothing else.</summary>
internal static class JobsOption
{
    /// <summary>More threads than any machine has use for; a number above it is a slip of the hand.</summary>
    private const int Most = 4096;

    public static Option<int?> Create(string description) =>
        OptionFactory.Scalar<int?>("--jobs", "N|auto", $"{description} (default auto: the processors there are)", Parse, "-j");

    private static int? Parse(string text) => text switch
    {
        "auto" => Environment.ProcessorCount,
        "jobserver" => throw new FormatException("'jobserver' is not supported yet; give a number or auto"),
        _ => (int)OptionFactory.PositiveNumber(text, Most),
    };
}
