using System.Text;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Symbols;
using LtoPar.CallGraph.Reader.Assembly;
using LtoPar.Llvm;
using LtoPar.Llvm.Assembly;
using LtoPar.TestSupport;

namespace LtoPar.CallGraph.Tests;

/// <summary>What LLVM's assembler says of module-level asm, for targets that need not be this machine's.</summary>
public sealed class ModuleAsmTests
{
    private const string X86 = "x86_64-unknown-linux-gnu";
    private const string Arm = "aarch64-unknown-linux-gnu";

    public ModuleAsmTests() => LlvmLibrary.Load(null);

    [Theory]
    // Target, asm, names defined locally, names defined for all, references that any object may define, everything else mentioned.
    [InlineData(X86, "a: ret", "a", "", "", "")]
    [InlineData(X86, ".globl a\na: ret", "", "a", "", "")]
    [InlineData(X86, "call b@PLT # c", "", "", "b", "")]
    [InlineData(X86, "add %rax, %rbx", "", "", "", "")]
    [InlineData(X86, ".quad b+4", "", "", "b", "")]
    [InlineData(X86, ".quad b-c", "", "", "", "b c")]
    [InlineData(X86, "movl $b-c, %eax", "", "", "", "b c")]
    [InlineData(X86, ".set a, b", "a", "", "", "b")]
    [InlineData(X86, "a = 4", "a", "", "", "")]
    [InlineData(X86, ".symver b, c@@V1", "", "", "", "b c")]
    [InlineData(X86, ".weakref a, b\ncall a", "a", "", "", "b")]
    [InlineData(X86, ".weak b\ncall b", "", "", "", "b")]
    [InlineData(X86, ".comm a,4,4", "", "a", "", "")]
    [InlineData(X86, ".local a\n.comm a,4,4", "a", "", "", "")]
    [InlineData(X86, ".lcomm a,4", "a", "", "", "")]
    [InlineData(X86, ".hidden b\ncall b", "", "", "", "b")]
    [InlineData(X86, ".type b,@function\n.size b, 4", "", "", "", "b")]
    [InlineData(X86, ".section .mine,\"aw\",@progbits\n.quad b", "", "", "b", "")]
    [InlineData(X86, ".section .mine,\"awG\",@progbits,b,comdat\n.quad 1", "", "", "", "b")]
    [InlineData(X86, ".ascii \"b c\"", "", "", "", "")]
    [InlineData(X86, ".quad \"b c\"", "", "", "b\u00a0c", "")]
    [InlineData(X86, "\"b c\": ret", "b\u00a0c", "", "", "")]
    [InlineData(X86, ".macro M x\ncall \\x\\()_end\n.endm\nM b", "M", "", "b_end", "")]
    [InlineData(X86, ".irp x,b,c\n.quad p_\\x\n.endr", "", "", "p_b p_c", "")]
    [InlineData(X86, ".ifdef nowhere\ncall b\n.endif", "", "", "", "")]
    [InlineData(X86, ".reloc 0, R_X86_64_NONE, b", "", "", "", "b R_X86_64_NONE")]
    [InlineData(X86, ".pushsection .data\na: .long 1\n.popsection", "a", "", "", "")]
    [InlineData(X86, ".intel_syntax noprefix\nmov rax, qword ptr [b]\ncall c", "", "", "b c", "")]
    [InlineData(Arm, "adrp x0, b\nadd x0, x0, :lo12:c // x1", "", "", "b c", "")]
    [InlineData(Arm, "a: bl b\n.xword c", "a", "", "b c", "")]
    [InlineData(Arm, ".globl a\na: ldr x1, [x0, :got_lo12:b]\nret", "", "a", "b", "")]
    [InlineData(Arm, ".variant_pcs b\nbl b", "", "", "", "b")]
    public void Names(string triple, string asm, string local, string global, string references, string pinned)
    {
        AsmUnit unit = Make(triple, asm, out string? error);
        Assert.Null(error);
        Assert.Equal(Set(local), Join(unit.Defines.Except(unit.Globals)));
        Assert.Equal(Set(global), Join(unit.Defines.Intersect(unit.Globals).Union(unit.Globals.Intersect(Set(global).Split(' ')))));
        Assert.Equal(Set(references), Join(unit.References));
        Assert.Equal(Set(pinned), Join(unit.Mentions.Except(unit.References).Except(unit.Defines).Except(unit.Globals.Intersect(Set(global).Split(' ')))));
    }

    [Theory]
    [InlineData(X86, "no_such_instruction b")]
    [InlineData(X86, "a: nop\nc: nop\n.if c - a == 1\ncall b\n.endif")]
    [InlineData(Arm, "add z0.s, z1.s, z2.s\nbl b")]
    [InlineData("nvptx64-nvidia-cuda", "call b")]
    public void What_cannot_be_assembled_is_known_by_its_words(string triple, string asm)
    {
        AsmUnit unit = Make(triple, asm, out string? error);
        Assert.NotNull(error);
        Assert.Contains("b", unit.Mentions);
        Assert.Empty(unit.References);
    }

    [Fact]
    public void The_symbol_table_of_a_module_is_what_LLVM_lists()
    {
        // llvm-as knows no target, and so no assembler.
        byte[] ir = Encoding.UTF8.GetBytes(
            $"target triple = \"{X86}\"\ntarget datalayout = \"e-m:e\"\nmodule asm \".globl by_asm\"\nmodule asm \"by_asm: call wanted\"\n@v = hidden global i32 0\n@t = external thread_local global i32\ndefine weak void @f() {{ ret void }}");
        IReadOnlyList<IrSymbol>? symbols = IrSymbolTable.Read(LlvmTools.Run("clang", ir, "-x", "ir", "-", "-c", "-emit-llvm", "-o", "-"))?.Symbols;
        Assert.NotNull(symbols);
        Dictionary<string, IrSymbol> byName = symbols.ToDictionary(s => s.Name);
        Assert.Equal(["by_asm", "f", "t", "v", "wanted"], byName.Keys.Order(StringComparer.Ordinal));
        Assert.True(byName["by_asm"] is { IsDefined: true, IsGlobal: true, IrName: "" });
        Assert.True(byName["wanted"] is { IsDefined: false, IsGlobal: true, IrName: "" });
        Assert.Equal("v", byName["v"].IrName);
        Assert.True(byName["v"].Flags.HasFlag(IrSymbolFlags.Hidden));
        Assert.True(byName["t"].Flags.HasFlag(IrSymbolFlags.ThreadLocal | IrSymbolFlags.Undefined));
        Assert.True(byName["f"].Flags.HasFlag(IrSymbolFlags.Weak | IrSymbolFlags.Executable));
    }

    [Fact]
    public void Damaged_bytes_are_refused_and_never_read_beyond()
    {
        byte[] bitcode = LlvmTools.Assemble($"target triple = \"{X86}\"\ntarget datalayout = \"e-m:e\"\n@v = global i32 0\ndefine void @f() {{ ret void }}");
        Assert.NotNull(IrSymbolTable.Read(bitcode));
        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = bitcode[..(i % 4 == 0 ? random.Next(bitcode.Length) : bitcode.Length)];
            for (int change = random.Next(4); change > 0 && damaged.Length > 0; change--)
            {
                // Near the end are the tables.
                damaged[Math.Max(0, damaged.Length - 1 - random.Next(i % 2 == 0 ? 700 : damaged.Length))] = (byte)random.Next(256);
            }

            try
            {
                _ = IrSymbolTable.Read(damaged);
            }
            catch (MalformedBitsException)
            {
            }
        }
    }

    private static AsmUnit Make(string triple, string asm, out string? error)
    {
        AssembledAsm assembled = AsmAssembler.Assemble(triple, "", Encoding.UTF8.GetBytes(asm));
        error = assembled.Error;
        return ModuleAsmUnit.Make(asm, assembled);
    }

    private static string Join(IEnumerable<string> names) => string.Join(' ', names.Where(n => n.Length > 0).Select(n => n.Replace(' ', '\u00a0')).Order(StringComparer.OrdinalIgnoreCase));

    private static string Set(string names) => Join(names.Split(' ').Select(n => n.Replace('\u00a0', ' ')));
}
