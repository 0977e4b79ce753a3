using System.Text.RegularExpressions;

namespace LtoPar.Architecture.Tests;

/// <summary>
/// Usings stand in the order of `dotnet format`, System first, each once. No build checks that, and a check by dotnet format itself, which opens every
/// project, takes a minute.
/// </summary>
public partial class UsingOrderTests
{
    [Fact]
    public void Usings_are_in_order()
    {
        string[] files = [.. SourceFiles.All];
        Assert.True(files.Length > 500, "it does not look everywhere");
        Assert.All(files, f => Assert.True(AreInOrder(File.ReadAllText(f)), $"{f}: usings are not in order; run scripts/format.sh --fix"));
    }

    [Theory]
    [InlineData("using System;\nusing System.Text;\nusing A;\nusing static A.B;\nusing C = A.D;\n", true)]
    [InlineData("using A.B;\nusing A.BC;\nusing AB;\n", true)]
    [InlineData("using A;\nusing System;\n", false)]
    [InlineData("using B;\nusing A;\n", false)]
    [InlineData("using A;\nusing A;\n", false)]
    [InlineData("using C = A.D;\nusing A;\n", false)]
    [InlineData("using static A.B;\nusing A;\n", false)]
    [InlineData("namespace A;\nusing B x = new();\nusing A y = new();\n", true)]
    public void Order(string source, bool isInOrder) => Assert.Equal(isInOrder, AreInOrder(source));

    private static bool AreInOrder(string source)
    {
        List<(int Kind, int Root, string Name)> names = [.. Using().Matches(source).Select(m => Key(m.Groups[1].Value))];
        return names.Zip(names.Skip(1)).All(p => Compare(p.First, p.Second) < 0);
    }

    private static (int Kind, int Root, string Name) Key(string text) =>
    (
        text.StartsWith("static ", StringComparison.Ordinal) ? 1 : text.Contains('=', StringComparison.Ordinal) ? 2 : 0,
        text == "System" || text.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1,
        text.Replace('.', '\0')); // a dot is before any letter

    private static int Compare((int Kind, int Root, string Name) first, (int Kind, int Root, string Name) second) =>
        first.Kind != second.Kind ? first.Kind.CompareTo(second.Kind)
        : first.Root != second.Root ? first.Root.CompareTo(second.Root)
        : string.Compare(first.Name, second.Name, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^using ((?:static )?[\w.]+(?: = [^;(]+)?);$", RegexOptions.Multiline)]
    private static partial Regex Using();
}
