using LtoPar.Platform;

namespace LtoPar.Base.Tests.Platform;

/// <summary>Messages are one line, whatever is quoted in them.</summary>
public sealed class OneLineTests
{
    [Theory]
    [InlineData("as it is", "as it is")]
    [InlineData(
        "Instruction does not dominate all uses!\n  %x = add i32 1, 2\n  ret i32 %x\n",
        "Instruction does not dominate all uses!; %x = add i32 1, 2; ret i32 %x")]
    [InlineData("<inline asm>:2:2: invalid 'x'\n\tx %edi\n\t^~~~\n", "<inline asm>:2:2: invalid 'x'; x %edi")]
    [InlineData("status 1:\r\nno\tmemory", "status 1: no memory")]
    [InlineData("a\u0001b\nc", "a\\x01b; c")]
    [InlineData("\n\n", "")]
    public void Line_ends_become_semicolons(string text, string expected) => Assert.Equal(expected, OneLine.Of(text));

    [Fact]
    public void A_long_quotation_is_cut()
    {
        string line = OneLine.Of("too long:\n" + new string('x', 1_000_000));
        Assert.StartsWith("too long: xxx", line, StringComparison.Ordinal);
        Assert.EndsWith("xxx...", line, StringComparison.Ordinal);
        Assert.True(line.Length < 5000, $"{line.Length}");
    }
}
