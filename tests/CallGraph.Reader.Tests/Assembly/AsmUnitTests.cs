using LtoPar.CallGraph.Reader.Assembly;

namespace LtoPar.CallGraph.Reader.Tests.Assembly;

/// <summary>A unit knows what a text of assembly defines, makes global and mentions.</summary>
public sealed class AsmUnitTests
{
    [Theory]
    [InlineData("foo: ret", "foo", "")]
    [InlineData("foo: bar: ret", "foo bar", "")]
    [InlineData("\"odd name\": ret", "odd name", "")]
    [InlineData(".globl foo\nfoo:\n ret", "foo", "foo")]
    [InlineData(".weak foo; foo: ret", "foo", "foo")]
    [InlineData(".set a, b", "a", "")]
    [InlineData("a = b + 4", "a", "")]
    [InlineData(".macro MOVE reg\n movl $1, \\reg\n.endm", "MOVE", "")]
    [InlineData("1: jmp 1b", "", "")]
    [InlineData("movl $7, %eax", "", "")]
    public void Definitions(string text, string defines, string globals)
    {
        AsmUnit unit = new(text);
        Assert.Equal(
            defines.Length == 0 ? [] : text.StartsWith('"') ? [defines] : defines.Split(' '),
            unit.Defines.Order(StringComparer.Ordinal).OrderBy(d => defines.IndexOf(d, StringComparison.Ordinal)));
        Assert.Equal(globals.Length == 0 ? [] : globals.Split(' '), unit.Globals);
    }

    [Theory]
    [InlineData("jmp hid", "hid")]
    [InlineData("call hid@PLT", "hid")]
    [InlineData("movl counter(%rip), %eax", "counter")]
    [InlineData("leaq table+8(,%rdi,4), %rax", "table")]
    [InlineData("movq $sym, %rax", "sym")]
    [InlineData(".quad \"quoted name\"", "quoted name")]
    public void Mentions(string text, string name) => Assert.Contains(name, new AsmUnit(text).Mentions);
}
