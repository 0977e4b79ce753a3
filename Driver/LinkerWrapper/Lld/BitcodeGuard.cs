namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// Ends a link by ld.lld in which bitcode comes up: lld loads pass plugins when it begins to compile bitcode and not before, and it ends, without an
/// output, when one cannot be loaded. No plugin is of the guard's name.
/// </summary>
internal static class BitcodeGuard
{
    private const string NoFile = "/dev/null/lto-par-compiles-bitcode";

    /// <summary>The linker's option.</summary>
    public const string Argument = $"--load-pass-plugin={NoFile}";

    /// <summary>Whether that is what ended the link.</summary>
    public static bool Has(ProgramRunner.ProgramResult ended) => ended.Status != 0 && ended.Error.Contains(NoFile, StringComparison.Ordinal);
}
