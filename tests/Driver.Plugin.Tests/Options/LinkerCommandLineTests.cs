using LtoPar.Plugin.Options;

namespace LtoPar.Plugin.Tests.Options;

public sealed class LinkerCommandLineTests
{
    [Theory]
    [InlineData("-r a.o", true)]
    [InlineData("--relocatable a.o", true)]
    [InlineData("-o -r a.o", false)]
    [InlineData("-rpath /x a.o", false)]
    [InlineData("-soname -r a.o", false)]
    [InlineData("a.o", false)]
    public void A_relocatable_output_is_seen(string line, bool expected) => Assert.Equal(expected, Parse(line).IsRelocatable);

    [Theory]
    [InlineData("-e start -u one --undefined=two --undefined three -init four --fini=five --require-defined=six", "one two three six start four five")]
    [InlineData("-estart -uone --entry=x --export-dynamic -eh-frame-hdr", "one x _init _fini")]
    [InlineData("--wrap=f -wrap g", "_start _init _fini")]
    public void Names_that_are_kept(string line, string expected) => Assert.Equal(expected, string.Join(' ', Parse(line).Kept));

    [Fact]
    public void Wrapped_names() => Assert.Equal(["f", "g", "h"], Parse("--wrap=f --wrap g -wrap=h").Wrapped);

    [Fact]
    public void Inputs_in_order() => Assert.Equal(
        ["crt1.o", "a.o", "-lm", "libx.a", "-lc", "-l:exact.a"],
        Parse("-z now -m elf_x86_64 -dynamic-linker /lib/ld.so -o out crt1.o -L/usr/lib a.o -lm --as-needed libx.a -l c -plugin p.so -plugin-opt=x "
            + "-l:exact.a").Inputs);

    [Theory]
    [InlineData("-T x.ld", "x.ld")]
    [InlineData("-Tx.ld", "x.ld")]
    [InlineData("--script=x.ld -T y.ld", "x.ld y.ld")]
    [InlineData("-Ttext 0x1000", "")]
    [InlineData("-Ttext=0x1000", "")]
    public void Scripts(string line, string expected) => Assert.Equal(expected, string.Join(' ', Parse(line).Scripts));

    [Theory]
    [InlineData("--exclude-libs=a.a:b --exclude-libs ALL,c.a", "a.a b ALL c.a")]
    [InlineData("-L/x a.o", "")]
    public void Excluded_archives(string line, string expected) => Assert.Equal(expected, string.Join(' ', Parse(line).Excluded));

    [Fact]
    public void What_is_written_and_said_besides()
    {
        LinkerCommandLine line = Parse("--dependency-file=x.d -v -Lone -L two --defsym=f=g");
        Assert.Equal("x.d", line.DependencyFile);
        Assert.True(line.SaysVersions && !line.IsVerbose);
        Assert.True(Parse("--verbose").IsVerbose);
        Assert.Equal(["one", "two"], line.Folders);
        Assert.Equal(["f"], line.Defined);
    }

    [Theory]
    [InlineData("--allow-multiple-definition", true)]
    [InlineData("-z muldefs", true)]
    [InlineData("-z now", false)]
    public void Duplicates(string line, bool expected) => Assert.Equal(expected, Parse(line).AllowsDuplicates);

    [Fact]
    public void Response_files_are_read_as_linkers_read_them()
    {
        string folder = Directory.CreateTempSubdirectory("lto-par-test-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "inner"), "c.o\n");
            File.WriteAllText(Path.Combine(folder, "outer"), $"'a b.o' \"-r\"\n d\\ e.o @{folder}/inner @{folder}/missing");
            Assert.Equal(["x.o", "a b.o", "-r", "d e.o", "c.o", $"@{folder}/missing"], ResponseWords.Expand(["x.o", $"@{folder}/outer"]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LinkerCommandLine Parse(string line) => LinkerCommandLine.Parse(line.Split(' '));
}
