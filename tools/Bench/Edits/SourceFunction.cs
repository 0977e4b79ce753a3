using System.Text.RegularExpressions;

namespace LtoPar.Bench.Edits;

/// <summary>A function in a source of C or C++ whose braces stand where most projects put them: the closing one alone in the first column.</summary>
/// <param name="Start">Where the line with its name begins.</param>
/// <param name="Body">Behind its opening brace.</param>
/// <param name="End">Its closing brace.</param>
internal sealed partial record SourceFunction(string Name, bool IsStatic, int Start, int Body, int End)
{
    /// <summary>Finds the functions of a file, in its order.</summary>
    public static IReadOnlyList<SourceFunction> Find(string text) =>
    [
        .. from Match match in Definition().Matches(text)
           let body = match.Index + match.Length
           let end = text.IndexOf("\n}", body, StringComparison.Ordinal)
           where end > 0 && !text.AsSpan(body, end - body).Contains("\n#", StringComparison.Ordinal)
           select new SourceFunction(match.Groups["name"].Value, match.Groups["static"].Success, match.Index, body, end + 1),
    ];

    [GeneratedRegex(
        @"^(?!typedef|struct|class|enum|union|namespace|extern|template|#|/)(?<static>static\s)?[\w][\w\s\*&:<>,]*?[\s\*&](?<name>[\w:~]+)"
            + @"\s*\((?<parameters>[^;{}()]*)\)\s*(const)?\s*\{",
        RegexOptions.Multiline)]
    private static partial Regex Definition();
}
