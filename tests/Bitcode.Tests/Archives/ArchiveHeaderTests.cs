using System.Text;
using LtoPar.Bitcode.Archives;

namespace LtoPar.Bitcode.Tests.Archives;

public sealed class ArchiveHeaderTests
{
    private static readonly byte[] s_names = Encoding.UTF8.GetBytes("a_rather_long_name.o/\nübung_zum_lernen.o/\nthe_name_after_it.o/\n");

    [Theory]
    [InlineData("y.o/", 7, "y.o")]
    [InlineData("/0", 8, "a_rather_long_name.o")]
    [InlineData("/22", 8, "übung_zum_lernen.o")]
    [InlineData("/43", 9999999999, "the_name_after_it.o")]
    [InlineData("/4711", 8, "/4711")]
    public void Members_have_a_name_and_a_size(string name, long size, string expected)
    {
        ArchiveHeader header = ArchiveHeader.Read(Header(name, $"{size}"))!.Value;
        Assert.Equal((size, expected), (header.Size, header.NameIn(s_names)));
        Assert.False(header.IsIndex || header.IsNameTable);
    }

    [Fact]
    public void Tables_are_no_members()
    {
        Assert.True(ArchiveHeader.Read(Header("/", "4"))!.Value.IsIndex);
        Assert.True(ArchiveHeader.Read(Header("/SYM64/", "4"))!.Value.IsIndex);
        Assert.True(ArchiveHeader.Read(Header("//", "4"))!.Value.IsNameTable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-4")]
    [InlineData("4 4")]
    [InlineData("0x4")]
    public void No_size_no_header(string size) => Assert.Null(ArchiveHeader.Read(Header("y.o/", size)));

    private static byte[] Header(string name, string size) => Encoding.ASCII.GetBytes($"{name,-16}{0,-12}{0,-6}{0,-6}{644,-8}{size,-10}`\n");
}
