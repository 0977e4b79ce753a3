using LtoPar.Elf;
using LtoPar.Platform;
using LtoPar.TestSupport;

namespace LtoPar.Base.Tests.Elf;

/// <summary>The reader against objects that llc makes, and against damaged ones.</summary>
public sealed class ElfReaderTests
{
    private const string Ir =
        "$c = comdat any\n@v = hidden global [2 x i32] [i32 1, i32 2]\n@t = thread_local global i32 1\n@w = weak global ptr @f\n"
        + "@a = alias i32, ptr @v\n@x = external global i32\ndefine void @c() comdat { ret void }\ndefine ptr @f() { ret ptr @x }\n"
        + "@llvm.used = appending global [1 x ptr] [ptr @v], section \"llvm.metadata\"";

    [Theory]
    [InlineData("x86_64-pc-linux-gnu", true)]
    [InlineData("i386-pc-linux-gnu", false)]
    [InlineData("aarch64-linux-gnu", true)]
    [InlineData("armv7-linux-gnueabihf", false)]
    [InlineData("riscv64-linux-gnu", true)]
    [InlineData("s390x-linux-gnu", true)]
    [InlineData("powerpc-linux-gnu", false)]
    public void Symbols_sections_relocations_and_groups_are_read(string triple, bool is64)
    {
        ElfObject file = ElfObject.Read(Object(triple), "x.o");
        Assert.Equal(is64, file.Is64);
        Assert.Equal((ElfBinding.Global, ElfSymbolType.Object, ElfVisibility.Hidden, 8ul), Facts(file, "v"));
        Assert.Equal((ElfBinding.Global, ElfSymbolType.Tls, ElfVisibility.Default, 4ul), Facts(file, "t"));
        Assert.Equal((ElfBinding.Weak, ElfSymbolType.Object, ElfVisibility.Default, is64 ? 8ul : 4ul), Facts(file, "w"));
        Assert.Equal(ElfSymbolType.Function, Symbol(file, "f").Type);
        Assert.False(Symbol(file, "x").IsDefined);
        Assert.Equal((Symbol(file, "v").Section, Symbol(file, "v").Value), (Symbol(file, "a").Section, Symbol(file, "a").Value));
        ElfSection retained = file.SectionOf(Symbol(file, "v"))!;
        Assert.True(retained.Has(ElfConstants.ShfGnuRetain));
        ElfSection w = file.SectionOf(Symbol(file, "w"))!;
        ElfRelocation relocation = Assert.Single(w.Relocations, r => r.Offset == Symbol(file, "w").Value);
        Assert.True(file.Symbols[relocation.Symbol].Name == "f" || file.Symbols[relocation.Symbol].Section == Symbol(file, "f").Section);
        ElfGroup group = Assert.Single(file.Groups);
        Assert.Equal(("c", true), (group.Signature, group.IsComdat));
        Assert.Same(group, file.SectionOf(Symbol(file, "c"))!.Group);
    }

    [Fact]
    public void More_sections_than_fit_sixteen_bits_are_read()
    {
        System.Text.StringBuilder text = new();
        for (int i = 0; i < 70_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $".section .s{i},\"aw\"\nv{i}: .byte 1\n");
        }

        ElfObject file = ElfObject.Read(
            LlvmTools.Run("llvm-mc", System.Text.Encoding.UTF8.GetBytes(text.ToString()), "-triple=x86_64-pc-linux-gnu", "-filetype=obj", "-o", "-"), "many.o");
        Assert.True(file.Sections.Count > 70_000);
        Assert.Equal(".s69999", file.SectionOf(Symbol(file, "v69999"))!.Name);
        Assert.Equal(".s3", file.SectionOf(Symbol(file, "v3"))!.Name);
    }

    [Fact]
    public void What_is_no_relocatable_object_is_named_as_what_it_is()
    {
        Assert.Equal("x.o: verify reads ELF objects only", Assert.Throws<LtoParException>(() => ElfObject.Read("BC"u8.ToArray(), "x.o")).ToString());
        Assert.Equal(
            "x.o: verify reads ELF objects only", Assert.Throws<LtoParException>(() => ElfObject.Read(Object("arm64-apple-macosx"), "x.o")).ToString());
        byte[] linked = Object("x86_64-pc-linux-gnu");
        linked[16] = 2;
        Assert.Contains("is a linked ELF file", Assert.Throws<LtoParException>(() => ElfObject.Read(linked, "x.o")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x86_64-pc-linux-gnu")]
    [InlineData("i386-pc-linux-gnu")]
    public void A_truncated_object_is_an_error(string triple)
    {
        byte[] whole = Object(triple);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<LtoParException>(() => ElfObject.Read(whole.AsMemory(0, length), "x.o"));
        }
    }

    [Theory]
    [InlineData("x86_64-pc-linux-gnu")]
    [InlineData("i386-pc-linux-gnu")]
    public void A_damaged_object_is_read_or_refused_and_never_crashes(string triple)
    {
        byte[] whole = Object(triple);
        byte[] values = [0, 1, 0x7f, 0x80, 0xff];
        for (int at = 0; at < whole.Length; at++)
        {
            foreach (byte value in values)
            {
                byte[] damaged = [.. whole];
                damaged[at] = value;
                Try(damaged);
            }
        }

        Random random = new(1);
        for (int run = 0; run < 5_000; run++)
        {
            byte[] damaged = [.. whole];
            for (int i = 0; i < 8; i++)
            {
#pragma warning disable CA5394 // damage, not a secret
                damaged[random.Next(16, damaged.Length)] = (byte)random.Next(256);
#pragma warning restore CA5394
            }

            Try(damaged);
        }
    }

    private static void Try(byte[] bytes)
    {
        try
        {
            ElfObject.Read(bytes, "x.o");
        }
        catch (LtoParException)
        {
            // Refused, with a reason.
        }
    }

    private static byte[] Object(string triple)
    {
        string ir = triple.Contains("apple", StringComparison.Ordinal) ? "define void @f() { ret void }" : Ir;
        return LlvmTools.Run("llc", System.Text.Encoding.UTF8.GetBytes(ir), $"-mtriple={triple}", "-filetype=obj", "-relocation-model=static", "-o", "-");
    }

    private static ElfSymbol Symbol(ElfObject file, string name) => file.Symbols.Single(s => s.Name == name);

    private static (ElfBinding Binding, ElfSymbolType Type, ElfVisibility Visibility, ulong Size) Facts(ElfObject file, string name) =>
        Symbol(file, name) is var s ? (s.Binding, s.Type, s.Visibility, s.Size) : default;
}
