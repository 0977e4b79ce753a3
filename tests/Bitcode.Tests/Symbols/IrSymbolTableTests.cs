using System.Text;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Symbols;
using LtoPar.TestSupport;

namespace LtoPar.Bitcode.Tests.Symbols;

/// <summary>The symbol table that LLVM writes is read as LLVM reads it, and damaged ones are refused.</summary>
public sealed class IrSymbolTableTests
{
    private const string X86 = "x86_64-unknown-linux-gnu";

    [Fact]
    public void The_symbol_table_of_a_module_is_what_LLVM_lists()
    {
        // llvm-as knows no target, and so no assembler.
        byte[] ir = Encoding.UTF8.GetBytes(
            $"target triple = \"{X86}\"\ntarget datalayout = \"e-m:e\"\nmodule asm \".globl by_asm\"\nmodule asm \"by_asm: call wanted\"\n"
            + "@v = hidden global i32 0\n@t = external thread_local global i32\ndefine weak void @f() { ret void }");
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
}
