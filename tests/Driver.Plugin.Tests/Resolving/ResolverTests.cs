using LtoPar.Bitcode.Symbols;
using LtoPar.LinkJobs;
using LtoPar.Plugin.Abi;
using LtoPar.Plugin.Resolving;

namespace LtoPar.Plugin.Tests.Resolving;

/// <summary>The table of LLVM's plugin, a row at a time; tests/EndToEnd.Tests compares whole links with it.</summary>
public sealed class ResolverTests
{
    private const IrSymbolFlags Global = IrSymbolFlags.Global;

    [Theory]
    [InlineData(2, "plx")]
    [InlineData(3, "pl")]
    [InlineData(9, "plxe")]
    [InlineData(4, "l")]
    [InlineData(5, "l")]
    [InlineData(6, "l")]
    [InlineData(7, "l")]
    [InlineData(8, "e")]
    [InlineData(1, "-")]
    public void A_definition_in_an_executable(int said, string expected) =>
        Assert.Equal(expected, Resolve(LinkOutputKind.Pie, new IrSymbol("f", "f", Global), (LinkerResolution)said));

    [Theory]
    [InlineData(2, "px")]
    [InlineData(3, "p")]
    [InlineData(9, "pxe")]
    public void A_definition_in_a_library_may_be_replaced(int said, string expected) =>
        Assert.Equal(expected, Resolve(LinkOutputKind.Shared, new IrSymbol("f", "f", Global), (LinkerResolution)said));

    [Fact]
    public void A_hidden_definition_in_a_library_is_final() =>
        Assert.Equal("pl", Resolve(LinkOutputKind.Shared, new IrSymbol("f", "f", Global | IrSymbolFlags.Hidden), LinkerResolution.PrevailingDefinitionIrOnly));

    [Fact]
    public void A_declaration_beside_assemblys_definition_does_not_prevail() =>
        Assert.Equal("lx", Resolve(LinkOutputKind.Exec, new IrSymbol("f", "f", Global | IrSymbolFlags.Undefined), LinkerResolution.PrevailingDefinition));

    [Fact]
    public void An_exported_definition_may_go_when_every_file_lets_it()
    {
        IrSymbol goes = new("f", "f", Global | IrSymbolFlags.MayOmit);
        IrSymbol stays = new("f", "f", Global);
        LinkFacts link = new(LinkOutputKind.Shared, [], []);
        Assert.Equal("pe", SymbolResolutionText.Of(new Resolver(link, [[goes], [goes]]).Resolve(goes, LinkerResolution.PrevailingDefinitionIrOnlyExported)));
        Assert.Equal("pxe", SymbolResolutionText.Of(new Resolver(link, [[goes], [stays]]).Resolve(goes, LinkerResolution.PrevailingDefinitionIrOnlyExported)));
    }

    [Fact]
    public void A_relocatable_output_keeps_every_definition_but_what_all_users_have()
    {
        IrSymbol inline = new("f", "f", Global | IrSymbolFlags.MayOmit);
        Assert.Equal("pe", Resolve(LinkOutputKind.Relocatable, inline, LinkerResolution.PrevailingDefinitionIrOnlyExported));
        Assert.Equal("p", Resolve(LinkOutputKind.Relocatable, inline, LinkerResolution.PrevailingDefinitionIrOnly));
        Assert.Equal("px", Resolve(LinkOutputKind.Relocatable, inline, LinkerResolution.PrevailingDefinition));
        Assert.Equal("px", Resolve(LinkOutputKind.Relocatable, new IrSymbol("f", "f", Global), LinkerResolution.PrevailingDefinitionIrOnly));
        Assert.Equal(
            "plx", Resolve(LinkOutputKind.Relocatable, new IrSymbol("f", "f", Global | IrSymbolFlags.Hidden), LinkerResolution.PrevailingDefinitionIrOnly));
    }

    [Theory]
    [InlineData("set_of_things", "plx")]
    [InlineData(".set", "pl")]
    [InlineData("1set", "pl")]
    [InlineData("a.b", "pl")]
    public void A_section_whose_name_is_an_identifier_is_walked_from_outside(string section, string expected) =>
        Assert.Equal(
            expected, Resolve(LinkOutputKind.Exec, new IrSymbol("v", "v", Global) { SectionName = section }, LinkerResolution.PrevailingDefinitionIrOnly));

    [Theory]
    [InlineData("f", "plxrn")]
    [InlineData("__wrap_f", "plx")]
    [InlineData("__real_f", "plrn")]
    [InlineData("g", "pl")]
    [InlineData("kept", "plx")]
    public void Both_ends_of_a_wrapping_are_visible_and_the_middle_is_not_looked_into(string name, string expected)
    {
        IrSymbol symbol = new(name, name, Global);
        Resolver resolver = new(new LinkFacts(LinkOutputKind.Exec, ["f"], ["kept"]), [[symbol]]);
        Assert.Equal(expected, SymbolResolutionText.Of(resolver.Resolve(symbol, LinkerResolution.PrevailingDefinitionIrOnly)));
    }

    private static string Resolve(LinkOutputKind output, IrSymbol symbol, LinkerResolution said) =>
        SymbolResolutionText.Of(new Resolver(new LinkFacts(output, [], []), [[symbol]]).Resolve(symbol, said));
}
