using LLVMSharp.Interop;
using LtoPar.Bitcode.Symbols;

namespace LtoPar.Llvm.Assembly;

/// <summary>
/// Assembles module-level asm without the program around it: a module in a context of its own that contains the asm, the triple, the
/// layout and nothing else. LLVM reads it in two ways, and both are needed (docs/decisions/assembly.md says what each leaves out):
///   - written as bitcode: LLVM assembles the asm for its symbol table, which lists every label, .set name, and every symbol that an
///     instruction or data refers to;
///   - printed as assembly: the statements after macros, repetitions and conditionals, with directives such as .symver and .weakref that the
///     table leaves out.
/// An object would be no source: it cannot be made where the asm needs the program's definitions (.symver, .quad a-b).
/// </summary>
public static unsafe class AsmAssembler
{
    public static AssembledAsm Assemble(string triple, string dataLayout, ReadOnlySpan<byte> asm)
    {
        using LlvmContext context = new();
        LLVMOpaqueModule* module = Make(context, triple.Length > 0 ? triple : LlvmText.TakeMessage(LLVM.GetDefaultTargetTriple()), dataLayout, asm);
        try
        {
            IReadOnlyList<IrSymbol>? symbols = ReadSymbols(module);
            if (context.ErrorText is { } error)
            {
                return new AssembledAsm(null, null, FirstLine(error));
            }

            if (symbols is null)
            {
                return new AssembledAsm(null, null, "LLVM has no assembler for this target");
            }

            string? statements = Print(module, out string? reason);
            reason = context.ErrorText ?? reason;
            return reason is null ? new AssembledAsm(symbols, statements, null) : new AssembledAsm(symbols, null, FirstLine(reason));
        }
        finally
        {
            LLVM.DisposeModule(module);
        }
    }

    private static LLVMOpaqueModule* Make(LlvmContext context, string triple, string dataLayout, ReadOnlySpan<byte> asm)
    {
        // LLVM writes no symbol table without a layout; what the layout says does not matter to asm.
        fixed (byte* name = "module asm\0"u8, target = LlvmText.ToUtf8(triple), layout = LlvmText.ToUtf8(dataLayout.Length > 0 ? dataLayout : "e"), text = asm)
        {
            LLVMOpaqueModule* module = LLVM.ModuleCreateWithNameInContext((sbyte*)name, context.Handle);
            LLVM.SetTarget(module, (sbyte*)target);
            LLVM.SetDataLayout(module, (sbyte*)layout);
            LLVM.SetModuleInlineAsm2(module, (sbyte*)text, (nuint)asm.Length);
            return module;
        }
    }

    private static IReadOnlyList<IrSymbol>? ReadSymbols(LLVMOpaqueModule* module)
    {
        LLVMOpaqueMemoryBuffer* buffer = LLVM.WriteBitcodeToMemoryBuffer(module);
        try
        {
            return IrSymbolTable.Read(new ReadOnlySpan<byte>(LLVM.GetBufferStart(buffer), checked((int)LLVM.GetBufferSize(buffer))))?.Symbols;
        }
        finally
        {
            LLVM.DisposeMemoryBuffer(buffer);
        }
    }

    private static string? Print(LLVMOpaqueModule* module, out string? reason)
    {
        reason = null;
        sbyte* message = null;
        LLVMTarget* target;
        if (LLVM.GetTargetFromTriple(LLVM.GetTarget(module), &target, &message) != 0)
        {
            reason = LlvmText.TakeMessage(message);
            return null;
        }

        LLVMOpaqueTargetMachineOptions* settings = LLVM.CreateTargetMachineOptions();
        LLVMOpaqueTargetMachine* machine = LLVM.CreateTargetMachineWithOptions(target, LLVM.GetTarget(module), settings);
        LLVM.DisposeTargetMachineOptions(settings);
        if (machine is null)
        {
            reason = "LLVM has no code generator for this target";
            return null;
        }

        LLVMOpaqueMemoryBuffer* buffer = null;
        bool failed = LLVM.TargetMachineEmitToMemoryBuffer(machine, module, LLVMCodeGenFileType.LLVMAssemblyFile, &message, &buffer) != 0;
        LLVM.DisposeTargetMachine(machine);
        if (failed)
        {
            reason = LlvmText.TakeMessage(message);
            return null;
        }

        string text = LlvmText.From(LLVM.GetBufferStart(buffer), LLVM.GetBufferSize(buffer));
        LLVM.DisposeMemoryBuffer(buffer);
        return text;
    }

    private static string FirstLine(string text) => text.Split('\n')[0];
}
