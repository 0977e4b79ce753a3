using System.Text;
using LtoPar.Elf;
using LtoPar.Platform;
using LtoPar.TestSupport;

namespace LtoPar.Base.Tests.Elf;

/// <summary>Where variables are in objects and in programs, and what relocations write.</summary>
public sealed class ElfDataTests : IDisposable
{
    private const string Assembly = """
        .section mine,"aw"
        .type v,%object
        .globl v
        .hidden v
        v: .long 0x11223344
        .size v, 4
        .type p,%object
        .globl p
        .balign 16
        p: .long 7
        .long 0
        .quad v
        .quad v
        .size p, 24
        .bss
        .type z,%object
        z: .zero 4
        .size z, 4
        .section .tx,"ax"
        .globl _start
        _start: .long 0
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("lto-par-elf-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("x86_64-pc-linux-gnu")]
    [InlineData("aarch64_be-linux-gnu")]
    [InlineData("s390x-linux-gnu")]
    public void Variables_of_an_object_are_found(string triple)
    {
        byte[] bytes = Object(triple);
        ElfData data = ElfData.Read(bytes, "x.o");
        ElfSymbol v = Assert.Single(data.Find("v"));
        byte[] value = bytes[(int)data.OffsetOf(v)..][..4];
        Assert.Equal(data.IsLittle ? [0x44, 0x33, 0x22, 0x11] : new byte[] { 0x11, 0x22, 0x33, 0x44 }, value);
        ElfSymbol p = Assert.Single(data.Find("p"));
        Assert.False(data.IsRelocated(v, 0, 4));
        Assert.False(data.IsRelocated(p, 0, 8));
        Assert.True(data.IsRelocated(p, 8, 8));
        Assert.True(data.IsRelocated(p, 0, 24));
        Assert.Empty(data.Find("nothing"));
        LtoParException error = Assert.Throws<LtoParException>(() => data.OffsetOf(Assert.Single(data.Find("z"))));
        Assert.Contains("'z' has no bytes in the file", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-pie")]
    [InlineData("-pie", "--pack-dyn-relocs=relr")]
    [InlineData("-shared")]
    public void Variables_of_a_linked_file_are_found_and_what_the_loader_writes(params string[] options)
    {
        byte[] bytes = Link(options);
        ElfData data = ElfData.Read(bytes, "x");
        Assert.Equal([0x44, 0x33, 0x22, 0x11], bytes[(int)data.OffsetOf(Assert.Single(data.Find("v")))..][..4]);
        ElfSymbol p = Assert.Single(data.Find("p"));
        Assert.Equal((false, true, true), (data.IsRelocated(p, 0, 8), data.IsRelocated(p, 8, 8), data.IsRelocated(p, 16, 8)));
    }

    [Fact]
    public void A_name_is_found_with_its_version()
    {
        ElfData data = ElfData.Read(Object("x86_64-pc-linux-gnu", ".data\n.globl q\n.type q,%object\nq: .long 1\n.size q, 4\n.symver q, q@@@V1\n"), "x.o");
        Assert.Equal("q@@V1", Assert.Single(data.Find("q")).Name);
        Assert.Empty(data.Find("q@"));
    }

    [Fact]
    public void The_loaders_symbols_do_where_there_are_no_others()
    {
        ElfData stripped = ElfData.Read(Link("-shared", "--strip-all"), "x");
        Assert.Single(stripped.Find("p"));
        Assert.Empty(stripped.Find("v"));
        Assert.False(ElfData.Read(Link("-static", "--strip-all"), "x").HasSymbols);
    }

    [Fact]
    public void Truncated_files_are_errors()
    {
        byte[] whole = Link("-pie");
        for (int length = 0; length < whole.Length; length += 7)
        {
            int end = length;
            Assert.Throws<LtoParException>(() => ElfData.Read(whole.AsMemory(0, end), "x").Find("v"));
        }
    }

    private static byte[] Object(string triple, string text = Assembly) =>
        LlvmTools.Run("llvm-mc", Encoding.UTF8.GetBytes(text), $"-triple={triple}", "-filetype=obj", "-o", "-");

    private byte[] Link(params string[] options)
    {
        string input = Path.Combine(_folder, "x.o"), output = Path.Combine(_folder, "x");
        File.WriteAllBytes(input, Object("x86_64-pc-linux-gnu"));
        LlvmTools.Run("ld.lld", [], [.. options, input, "-o", output]);
        return File.ReadAllBytes(output);
    }
}
