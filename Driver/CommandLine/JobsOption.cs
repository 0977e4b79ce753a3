using System.CommandLine;

namespace LtoPar.Driver.CommandLine;

/// <summary>The option -j N|auto, which decides time and nothing else.</summary>
internal static class JobsOption
{
    /// <summary>The most threads that are accepted; no machine has use for more, so a number above it is a mistake.</summary>
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
