using LLVMSharp.Interop;
using LtoPar.Bitcode;
using LtoPar.Bitcode.Symbols;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Crashes;
using LtoPar.Platform.Files;
using LtoPar.Platform.Native;

namespace LtoPar.Backend.Merging.Sources;

/// <summary>
/// Gives a module a symbol table of this LLVM's making. A table is missing where llvm-link or an old compiler wrote the file, and one that
/// another version of LLVM wrote may list other symbols (the library calls of its code generator are among them), so linker and merger would
/// not speak of the same ones. Reading the module whole and writing it again makes a new one, and brings the module to today's form.
/// </summary>
public static unsafe class SymbolTableWriter
{
    /// <summary>Whether a table can be taken as it is.</summary>
    public static bool IsCurrent(IrSymbolTable? table) =>
        table is { ModuleCount: 1 } && string.Equals(table.Producer, LlvmLibrary.Version, StringComparison.Ordinal);

    /// <summary>
    /// Writes the table of a part of a file, in a process that does nothing else: LLVM's verifier may report broken debug information on stderr,
    /// which is left out.
    /// </summary>
    /// <exception cref="LtoParException">LLVM cannot read it.</exception>
    public static byte[] RewriteAlone(MappedFile file, long offset, int size)
    {
        byte[] written = [];
        _ = StandardErrorText.Listen(() => written = Rewrite(file.Bytes(offset, size), file.Path));
        return written;
    }

    /// <summary>The module with a new table.</summary>
    /// <exception cref="LtoParException">LLVM cannot read the module, or cannot assemble its module-level assembly.</exception>
    public static byte[] Rewrite(ReadOnlySpan<byte> bitcode, string name)
    {
        using BitcodeBuffer buffer = RewriteToBuffer(bitcode, name);
        return buffer.Bytes.ToArray();
    }

    internal static BitcodeBuffer RewriteToBuffer(ReadOnlySpan<byte> bitcode, string name)
    {
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(name));
        using LlvmContext context = new();
        LLVMOpaqueModule* module = WholeModule.Parse(context, bitcode, name);
        SetLayout(module, name);
        string target = LlvmText.From(LLVM.GetTarget(module));
        BitcodeBuffer output = new(LLVM.WriteBitcodeToMemoryBuffer(module));
        LLVM.DisposeModule(module);
        try
        {
            Check(output, context, target, name);
            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    /// <summary>LLVM makes no table for a module that does not say how its target lays out data.</summary>
    private static void SetLayout(LLVMOpaqueModule* module, string name)
    {
        ModuleTarget target = ModuleTarget.Of(module);
        if (target.DataLayout.Length == 0)
        {
            using TargetMachine machine = TargetMachine.Create(target, new CompileOptions(), name);
            WholeModule.SetLayout(module, machine, target, name);
        }
    }

    private static void Check(BitcodeBuffer output, LlvmContext context, string target, string name)
    {
        if (context.ErrorText is { } error)
        {
            throw new LtoParException(name, $"its module-level assembly cannot be assembled: {error}");
        }

        if (IrSymbolTable.Read(output.Bytes) is null)
        {
            throw new LtoParException(name, $"has no symbol table, and LLVM makes none for target '{target}'; compile it with clang {LlvmVersion.Major}");
        }
    }
}
