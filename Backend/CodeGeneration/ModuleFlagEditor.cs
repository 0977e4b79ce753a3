using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.CodeGeneration;

/// <summary>Changes module flags: the C API only adds them, and one name twice is no valid module.</summary>
internal static unsafe class ModuleFlagEditor
{
    /// <summary>Sets a flag to a number; one that is new must be the same in all modules (behaviour "error").</summary>
    public static void Set(LLVMOpaqueModule* module, string name, uint value)
    {
        LLVMOpaqueType* type = LLVM.Int32TypeInContext(LLVM.GetModuleContext(module));
        LLVMOpaqueMetadata* number = LLVM.ValueAsMetadata(LLVM.ConstInt(type, value, 0));
        if (ModuleFlags.Node(module, name) is var node && node is not null)
        {
            LLVM.ReplaceMDNodeOperandWith(node, 2, number);
            return;
        }

        fixed (byte* text = LlvmText.ToUtf8(name))
        {
            LLVM.AddModuleFlag(module, LLVMModuleFlagBehavior.LLVMModuleFlagBehaviorError, (sbyte*)text, (nuint)name.Length, number);
        }
    }
}
