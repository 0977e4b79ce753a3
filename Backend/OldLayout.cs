using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend;

/// <summary>Upgrades data layouts of older LLVMs.</summary>
internal static unsafe class OldLayout
{
    /// <summary>Returns the layout that LLVM's reader makes of a layout in a module with this triple: an empty module is written, and read.</summary>
    public static string Upgrade(string layout, string triple)
    {
        using LlvmContext context = new();
        fixed (byte* name = "layout"u8, layoutText = LlvmText.ToUtf8(layout), tripleText = LlvmText.ToUtf8(triple))
        {
            LLVMOpaqueModule* module = LLVM.ModuleCreateWithNameInContext((sbyte*)name, context.Handle);
            LLVM.SetDataLayout(module, (sbyte*)layoutText);
            LLVM.SetTarget(module, (sbyte*)tripleText);
            using BitcodeBuffer bitcode = new(LLVM.WriteBitcodeToMemoryBuffer(module));
            LLVM.DisposeModule(module);
            LLVMOpaqueModule* read = WholeModule.Parse(context, bitcode.Bytes, "layout");
            string upgraded = LlvmText.From(LLVM.GetDataLayoutStr(read));
            LLVM.DisposeModule(read);
            return upgraded;
        }
    }
}
