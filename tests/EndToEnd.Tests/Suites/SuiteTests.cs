namespace LtoPar.EndToEnd.Tests.Suites;

/// <summary>
/// A slice of the LTO tests of gcc and mold with lto-par in LLVM's place (docs/suites.md); with LTO_PAR_TEST_FULL=1 all of them, and those of LLVM, lld and GNU
/// ld. To unpack LLVM's sources alone takes longer than the slices.
/// The script fails when a case fails without an excuse in tests/suites, and when an excused case passes.
/// </summary>
[Collection(nameof(SuiteCollection))]
public sealed class SuiteTests
{
    [Theory]
    [InlineData("gcc-lto")]
    [InlineData("torture")]
    [InlineData("mold")]
    [FullData("lld")]
    [FullData("llvm")]
    [FullData("binutils")]
    public void Passes_what_the_linkers_own_LTO_passes(string name)
    {
        string[] extent = TestForm.IsFull ? ["--full"] : [];
        string output = Tools.Check(Path.Combine(Tools.Root, "scripts/suites.sh"), [.. extent, name]);
        Assert.Matches($"suite {name}: tried [1-9][0-9]*, right [1-9][0-9]*, excused [0-9]+", output);
    }
}
