using LtoPar.Bitcode.Symbols;
using LtoPar.Platform;
using LtoPar.Plugin.Abi;
using LtoPar.Plugin.Resolving;

namespace LtoPar.Plugin.Tests.Resolving;

public sealed class DuplicateDefinitionsTests
{
    [Fact]
    public void Two_strong_definitions_are_reported()
    {
        LtoParException e = Assert.Throws<LtoParException>(() => Check(new IrSymbol("f", "f", IrSymbolFlags.Global)));
        Assert.Equal("duplicate symbol: a.o: b.o: f", e.Message);
    }

    [Fact]
    public void Weak_common_and_grouped_ones_are_not()
    {
        Check(new IrSymbol("f", "f", IrSymbolFlags.Global | IrSymbolFlags.Weak));
        Check(new IrSymbol("f", "f", IrSymbolFlags.Global | IrSymbolFlags.Common));
        Check(new IrSymbol("f", "f", IrSymbolFlags.Global | IrSymbolFlags.Undefined));
        Check(new IrSymbol("f", "f", IrSymbolFlags.Global) { Comdat = 0 });
    }

    [Fact]
    public void A_native_definition_beside_a_strong_one_is_reported_unless_the_command_line_defines_the_name()
    {
        DuplicateDefinitions duplicates = new();
        duplicates.Take(new IrSymbol("f", "f", IrSymbolFlags.Global), LinkerResolution.PreemptedByRegular, "a.o");
        LtoParException e = Assert.Throws<LtoParException>(() => duplicates.Check([]));
        Assert.Equal("duplicate symbol: a.o: f: an object defines it too", e.Message);
        duplicates.Check(["f"]);
    }

    private static void Check(IrSymbol second)
    {
        DuplicateDefinitions duplicates = new();
        duplicates.Take(new IrSymbol("f", "f", IrSymbolFlags.Global), LinkerResolution.PrevailingDefinitionIrOnly, "a.o");
        duplicates.Take(second, LinkerResolution.PreemptedByIr, "b.o");
        duplicates.Check([]);
    }
}
