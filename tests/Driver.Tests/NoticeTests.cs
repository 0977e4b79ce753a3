using System.Text.Json;
using System.Text.RegularExpressions;
using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests;

/// <summary>NOTICE names every package that the program and the plugin are made of, and no others.</summary>
public sealed class NoticeTests
{
    private static readonly string s_notice = File.ReadAllText(Path.Combine(Repository.Root, "NOTICE"));

    /// <summary>The lock files list what the packages bring along too.</summary>
    [Theory]
    [InlineData("Driver")]
    [InlineData("Driver.Plugin")]
    [InlineData("Distributors")]
    [InlineData("Distributors.Reapi")]
    public void Every_package_of_what_is_shipped_is_named(string project) =>
        Assert.All(Packages(project), name => Assert.True(IsNamed(name), $"{project} is made with {name}, and NOTICE does not name it and its licence"));

    [Fact]
    public void A_package_is_not_named_by_a_longer_name()
    {
        Assert.Contains("QuikGraph", Packages("Driver"));
        Assert.True(IsNamed("QuikGraph"));
        Assert.False(IsNamed("QuikGrap"));
        Assert.False(IsNamed("DotNet.ILCompiler"));
    }

    private static bool IsNamed(string package) =>
        Regex.IsMatch(s_notice, $@"^    (?:\S+, )*{Regex.Escape(package)}(?:, \S+)*$", RegexOptions.Multiline, TimeSpan.FromSeconds(5));

    private static SortedSet<string> Packages(string project)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, project, "packages.lock.json")));
        return [.. file.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .Select(package => package.Name)];
    }
}
