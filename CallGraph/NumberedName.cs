using System.Text.RegularExpressions;

namespace LtoPar.CallGraph;

/// <summary>
/// What is before the number in a name that a compiler or the merge gave to a private symbol: <c>.str</c> of <c>.str.12</c> and of
/// <c>.str.12.local.80fe2257</c>.
/// </summary>
public static partial class NumberedName
{
    public static string Stem(string name) => Numbers().Replace(name, "");

    [GeneratedRegex(@"(?<=.)(?:\.[0-9]+)*(?:\.local\.[0-9a-f]{8}(?:\.[0-9]+)*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();
}
