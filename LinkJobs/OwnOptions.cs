namespace LtoPar.LinkJobs;

/// <summary>Tells which words behind a linker's -plugin-opt are options of lto-par itself. Other words with one dash are LLVM's.</summary>
public static class OwnOptions
{
    private const string PromoteNames = "--promote-names=";

    /// <summary>Those that are spelled with one dash; -o and -h are not for a link.</summary>
    private static readonly HashSet<string> s_singleDash = new(
    [
        "-###", "-v", "-j", "-save-temps", "-mcpu", "-mattr", "-mcmodel", "-mllvm", "-fPIC", "-fpic", "-fPIE", "-fpie", "-fno-pic", "-fno-PIC",
        "-fno-pie", "-fno-PIE", "-faddrsig",
        "-fno-addrsig", "-ffunction-sections", "-fno-function-sections", "-fdata-sections", "-fno-data-sections", "-Rpass", "-Rpass-missed",
        "-Rpass-analysis", "-pass-remarks-output", "-pass-remarks-filter", "-pass-remarks-with-hotness", "-pass-remarks-hotness-threshold", "-Werror",
    ], StringComparer.Ordinal);

    /// <summary>Those that a linker's -plugin-opt has without dashes too, as it has ThinLTO's cache-dir.</summary>
    private static readonly HashSet<string> s_noDash = new(
    [
        "cache-dir", "cache-policy", "remote-cache", "remote-cache-read-only", "remote-cache-header-file", "remote-cache-ca-file", "remote-timeout", "slot",
        "executor", "timeout", "distributor", "distributor-arg", "log", "promote-names",
    ], StringComparer.Ordinal);

    /// <returns>The option that a word without dashes means; null: it means none.</returns>
    public static string? WithoutDashes(string word) => s_noDash.Contains(word.Split('=')[0]) ? "--" + word : null;

    /// <summary>Whether a word ends the run before there are objects to link.</summary>
    public static bool IsStop(string word) => word.Split('=')[0] == "--stop-after";

    /// <summary>Whether promoted symbols are to keep names that the rest of the link does not have: the last of --promote-names says it.</summary>
    public static bool KeepUniqueNames(IEnumerable<string> words) =>
        words.LastOrDefault(word => word.StartsWith(PromoteNames, StringComparison.Ordinal)) == PromoteNames + "keep-unique";

    /// <param name="word">The option with its value, if it has one.</param>
    public static bool Has(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) || s_singleDash.Contains(word.Split('=')[0]) || word is ['-', 'j', >= '0' and <= '9', ..];
}
