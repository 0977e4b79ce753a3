using System.Text;
using LtoPar.CallGraph.Reader.Assembly;
using LtoPar.Llvm;
using LtoPar.Llvm.Assembly;

namespace LtoPar.CallGraph.Reader.Tests.Assembly;

/// <summary>LLVM's assembler lists the names of module-level asm, for targets that need not be this machine's.</summary>
public sealed class ModuleAsmTests
{
    private const string X86 = "x86_64-unknown-linux-gnu";
    private const string Arm = "aarch64-unknown-linux-gnu";

    public ModuleAsmTests() => LlvmSession.Start(null);

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

    private static AsmUnit Make(string triple, string asm, out string? error)
    {
        AssembledAsm assembled = AsmAssembler.Assemble(triple, "", Encoding.UTF8.GetBytes(asm));
        error = assembled.Error;
        return ModuleAsmUnit.Make(asm, assembled);
    }

    private static string Join(IEnumerable<string> names) =>
        string.Join(' ', names.Where(n => n.Length > 0).Select(n => n.Replace(' ', '\u00a0')).Order(StringComparer.OrdinalIgnoreCase));

    private static string Set(string names) => Join(names.Split(' ').Select(n => n.Replace('\u00a0', ' ')));
}
