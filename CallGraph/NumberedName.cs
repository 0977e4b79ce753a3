using System.Globalization;
using System.Text.RegularExpressions;

namespace LtoPar.CallGraph;

/// <summary>
/// What is before the number in a name that a compiler or the merge gave to a private symbol: <c>.str</c> of <c>.str.12</c> and of
/// <c>.str.12.local.80fe2257</c>.
/// </summary>
public static partial class NumberedName
{
    public static string Stem(string name) => Numbers().Replace(name, "");

    /// <summary>The name with the value in the number's place: <c>.str.48671ad7</c>.</summary>
    /// <param name="content">As <see cref="SymbolTable.Content"/> has it.</param>
    public static string ByValue(string name, ulong content) => string.Create(CultureInfo.InvariantCulture, $"{Stem(name)}.{(uint)content:x8}");

    [GeneratedRegex(@"(?<=.)(?:\.[0-9]+)*(?:\.local\.[0-9a-f]{8}(?:\.[0-9]+)*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();
}
