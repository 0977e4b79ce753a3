namespace LtoPar.EndToEnd.Tests.Bisecting;

/// <summary>
/// Where the cut is wrong, and not the optimisation, bisect names the symbol that has to stay with its users. A rule that is switched off makes such a cut.
/// </summary>
public sealed class BisectCutTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_symbol_is_named_that_is_wrong_apart_from_its_users()
    {
        string input = _folder.File("trap.bc");
        Tools.Check(Tools.Llvm("llvm-as"), Path.Combine(Tools.Root, "tests/traps/address_identity.ll"), "-o", input);
        Finished finished = Tools.Run(
            Tools.LtoPar, "bisect", input, "--partition=max", "--disable-rule=significant-address", "--link-with=cc -no-pie %i -o %o", "--test=%p");
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Matches(@"variable k\d: defined in p\d+, copied to p\d+\n", finished.Output);
        Assert.Matches(@"with that symbol and its users in one partition, the test passes \(\d+ tests\)", finished.Output);
    }
}
