using LtoPar.Plugin.Options;

namespace LtoPar.Plugin.Tests;

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
    [InlineData("-e start -u one --undefined=two --undefined three -init four --fini=five --require-defined=six", "start one two three four five six")]
    [InlineData("-estart -uone --entry=x --export-dynamic -eh-frame-hdr", "start one x")]
    [InlineData("--wrap=f -wrap g", "")]
    public void Names_that_are_kept(string line, string expected) => Assert.Equal(expected, string.Join(' ', Parse(line).Kept));

    [Fact]
    public void Wrapped_names() => Assert.Equal(["f", "g", "h"], Parse("--wrap=f --wrap g -wrap=h").Wrapped);

    [Fact]
    public void Inputs_in_order() => Assert.Equal(
        ["crt1.o", "a.o", "-lm", "libx.a", "-lc", "-l:exact.a"],
        Parse("-z now -m elf_x86_64 -dynamic-linker /lib/ld.so -o out crt1.o -L/usr/lib a.o -lm --as-needed libx.a -l c -plugin p.so -plugin-opt=x -l:exact.a").Inputs);

    [Theory]
    [InlineData("-T x.ld", true)]
    [InlineData("-Tx.ld", true)]
    [InlineData("--script=x.ld", true)]
    [InlineData("-Ttext 0x1000", false)]
    [InlineData("-Ttext=0x1000", false)]
    public void Scripts(string line, bool expected) => Assert.Equal(expected, Parse(line).HasScript);

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
