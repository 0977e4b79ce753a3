using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader.Symbols;

/// <summary>Triple, layout, flags and assembly of a module.</summary>
internal static unsafe class ModuleFactsReader
{
    public static ModuleFacts Read(LLVMOpaqueModule* module) => new(
        LlvmText.From(LLVM.GetTarget(module)),
        LlvmText.From(LLVM.GetDataLayoutStr(module)),
        (int)(ModuleFlags.Integer(module, "PIC Level") ?? 0),
        (int)(ModuleFlags.Integer(module, "PIE Level") ?? 0),
        (int?)ModuleFlags.Integer(module, "Code Model"),
        ModuleFlags.Text(module, "target-abi"),
        ReadModuleAsm(module).Length > 0,
        HasCompileUnits(module));

    /// <summary>The module's own memory: valid while the module lives.</summary>
    public static ReadOnlySpan<byte> ReadModuleAsm(LLVMOpaqueModule* module)
    {
        nuint length;
        sbyte* text = LLVM.GetModuleInlineAsm(module, &length);
        return new ReadOnlySpan<byte>(text, checked((int)length));
    }

    private static bool HasCompileUnits(LLVMOpaqueModule* module)
    {
        fixed (byte* name = "llvm.dbg.cu\0"u8)
        {
            return LLVM.GetNamedMetadataNumOperands(module, (sbyte*)name) > 0;
        }
    }
}
