using LtoPar.Platform;

namespace LtoPar.LinkJobs;

/// <summary>Translates the options for remarks that linkers take for LTO, and LLVM's own, to those of lto-par.</summary>
public static class RemarkOptions
{
    private const string Format = "opt-remarks-format=";
    private const string Yaml = "yaml";

    private static readonly (string Theirs, string Ours)[] s_options =
    [
        ("opt-remarks-filename=", "-pass-remarks-output="),
        ("opt-remarks-passes=", "-pass-remarks-filter="),
        ("opt-remarks-with-hotness", "-pass-remarks-with-hotness"),
        ("opt-remarks-hotness-threshold=", "-pass-remarks-hotness-threshold="),
        ("-lto-pass-remarks-output=", "-pass-remarks-output="),
        ("-lto-pass-remarks-filter=", "-pass-remarks-filter="),
        ("-lto-pass-remarks-with-hotness", "-pass-remarks-with-hotness"),
        ("-lto-pass-remarks-hotness-threshold=", "-pass-remarks-hotness-threshold="),
        ("-pass-remarks=", "-Rpass="),
        ("-pass-remarks-missed=", "-Rpass-missed="),
        ("-pass-remarks-analysis=", "-Rpass-analysis="),
    ];

    /// <param name="word">A word of the linker's, without dashes in front, or one of LLVM's with one.</param>
    /// <param name="spelled">The word as the user has it, for the message.</param>
    /// <returns>The options of lto-par, at most one; null: the word is about something else.</returns>
    /// <exception cref="LtoParException">Another format than YAML is asked for.</exception>
    public static IReadOnlyList<string>? ToOwn(string word, string spelled)
    {
        if (word.StartsWith(Format, StringComparison.Ordinal))
        {
            // YAML is the format anyway; saying so twice changes nothing.
            return word[Format.Length..] == Yaml
                ? [] : throw new LtoParException(null, $"{spelled}: remarks are written as {Yaml}; leave out the format");
        }

        foreach ((string theirs, string ours) in s_options)
        {
            if (theirs.EndsWith('=') ? word.StartsWith(theirs, StringComparison.Ordinal) : word == theirs)
            {
                return [ours + word[theirs.Length..]];
            }
        }

        return null;
    }
}
