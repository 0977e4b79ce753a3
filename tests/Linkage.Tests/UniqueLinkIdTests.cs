using LtoPar.CallGraph;

namespace LtoPar.Linkage.Tests;

/// <summary>Two links that can meet differ; one link stays the same over edits.</summary>
public sealed class UniqueLinkIdTests
{
    private static string Id(string output, int size, bool isStrong, string content = "one")
    {
        SymbolTable symbols = new(2, 0, 0, 0);
        for (int symbol = 0; symbol < 2; symbol++)
        {
            symbols.Names[symbol] = symbol == 0 ? "shared" : "local";
            symbols.Linkage[symbol] = symbol == 1 ? SymbolLinkage.Internal : isStrong ? SymbolLinkage.External : SymbolLinkage.LinkOnceOdr;
            symbols.Flags[symbol] = SymbolFlags.Definition;
            symbols.Size[symbol] = size;
        }

        return UniqueLinkId.Of(symbols, output, content);
    }

    [Fact]
    public void Outputs_for_another_link_differ_by_their_content() =>
        Assert.NotEqual(Id("a.o", 1, isStrong: true, "one"), Id("a.o", 1, isStrong: true, "two"));

    [Fact]
    public void Outputs_of_other_names_differ() => Assert.NotEqual(Id("a.o", 1, isStrong: true), Id("b.o", 1, isStrong: true));

    [Fact]
    public void Links_that_define_nothing_of_their_own_differ_by_what_they_hold() =>
        Assert.NotEqual(Id("a.o", 1, isStrong: false), Id("a.o", 2, isStrong: false));
}
