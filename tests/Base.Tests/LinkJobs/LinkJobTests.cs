using System.Text;
using LtoPar.LinkJobs;
using LtoPar.Platform;

namespace LtoPar.Base.Tests.LinkJobs;

/// <summary>The job file is a contract between two programs: its text is pinned here.</summary>
public sealed class LinkJobTests
{
    private const string Text =
        "lto-par-job 1\n"
        + "output pie out/a%20b\n"
        + "wrap malloc\n"
        + "wrap f%20g\n"
        + "common 64 16 table\n"
        + "native /usr/lib/libc.a\n"
        + "native my%20objects/n.o\n"
        + "module /x/lib%25.a 128 4096 lib%25.a(y.o)\n"
        + "symbol px main\n"
        + "symbol - f%00%7F%FFoo\n"
        + "symbol plxren g\n"
        + "module z.o 0 0 z.o\n";

    private static readonly LinkJob s_job = new(
        LinkOutputKind.Pie,
        "out/a b",
        [
            new LinkModule("/x/lib%.a", 128, 4096, "lib%.a(y.o)",
            [
                new LinkSymbol("main"u8.ToArray(), SymbolResolution.Prevailing | SymbolResolution.VisibleToRegularObject),
                new LinkSymbol([(byte)'f', 0, 0x7f, 0xff, (byte)'o', (byte)'o'], SymbolResolution.None),
                new LinkSymbol("g"u8.ToArray(), (SymbolResolution)63),
            ]),
            new LinkModule("z.o", 0, 0, "z.o", []),
        ])
    {
        Wrapped = ["malloc", "f g"],
        NativeCommons = [new NativeCommon("table", 64, 16)],
        NativeFiles = ["/usr/lib/libc.a", "my objects/n.o"],
    };

    [Fact]
    public void A_job_is_written_as_the_contract_says() => Assert.Equal(Text, Write(s_job));

    [Fact]
    public void What_is_written_is_read_back() => Assert.Equal(Text, Write(Read(Text)));

    [Theory]
    [InlineData("lto-par-job 2\n", "line 1: ")]
    [InlineData("", "is no job")]
    [InlineData("lto-par-job 1\n", "has no line 'output KIND NAME'")]
    [InlineData("lto-par-job 1\noutput pie a", "is cut short")]
    [InlineData("lto-par-job 1\noutput dso a\n", "line 2: expected exec, pie, shared or relocatable, not 'dso'")]
    [InlineData("lto-par-job 1\noutput pie\n", "line 2: a field is missing")]
    [InlineData("lto-par-job 1\noutput pie a b\n", "line 2: a field too many")]
    [InlineData("lto-par-job 1\nmodule a 0 0 a\n", "line 2: a module before")]
    [InlineData("lto-par-job 1\noutput pie a\nsymbol p f\n", "line 3: a symbol before")]
    [InlineData("lto-par-job 1\noutput pie a\nmodule a -1 0 a\n", "line 3: '-1' is no number")]
    [InlineData("lto-par-job 1\noutput pie a\nmodule a 0 0 a\nsymbol q f\n", "line 4: expected '-' or letters")]
    [InlineData("lto-par-job 1\noutput pie a\nmodule a 0 0 a\nsymbol p f%4\n", "line 4: a '%' is not followed")]
    [InlineData("lto-par-job 1\noutput pie a\nmodule a 0 0 a\nsymbol p f\tg\n", "line 4: a byte 0x09 must be written %09")]
    [InlineData("lto-par-job 1\noutput pie %FF\n", "line 2: '%FF' is not UTF-8")]
    [InlineData("lto-par-job 1\noutput pie a\nfile a\n", "line 3: expected output, wrap, common, native, module or symbol")]
    [InlineData("lto-par-job 1\noutput pie a\nwrap a b\n", "line 3: a field too many")]
    [InlineData("lto-par-job 1\noutput pie a\ncommon 4 3 b\n", "line 3: '3' is no alignment")]
    [InlineData("lto-par-job 1\noutput pie a\ncommon 4294967296 8 b\n", "line 3: '4294967296' is too many bytes")]
    public void Anything_else_is_an_error_that_names_the_line(string text, string message)
    {
        LtoParException error = Assert.Throws<LtoParException>(() => Read(text));
        Assert.Equal("x.job", error.File);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    private static LinkJob Read(string text) => LinkJobReader.Read(Encoding.ASCII.GetBytes(text), "x.job");

    private static string Write(LinkJob job)
    {
        using MemoryStream stream = new();
        LinkJobWriter.Write(job, stream);
        return Encoding.ASCII.GetString(stream.ToArray());
    }
}
