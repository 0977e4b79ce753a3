using LLVMSharp.Interop;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.Backend.CodeGeneration;

/// <summary>Changes module flags: the C API only adds them, and one name twice is no valid module.</summary>
internal static unsafe class ModuleFlagEditor
{
    private const string Flags = "llvm.module.flags";

    /// <summary>Sets a flag to a number; one that is new must be the same in all modules (behaviour "error").</summary>
    public static void Set(LLVMOpaqueModule* module, string name, uint value)
    {
        LLVMOpaqueType* type = LLVM.Int32TypeInContext(LLVM.GetModuleContext(module));
        LLVMOpaqueMetadata* number = LLVM.ValueAsMetadata(LLVM.ConstInt(type, value, 0));
        fixed (byte* flags = LlvmText.ToUtf8(Flags), text = LlvmText.ToUtf8(name))
        {
            LLVMOpaqueValue*[] nodes = new LLVMOpaqueValue*[LLVM.GetNamedMetadataNumOperands(module, (sbyte*)flags)];
            fixed (LLVMOpaqueValue** first = nodes)
            {
                LLVM.GetNamedMetadataOperands(module, (sbyte*)flags, first);
            }

            foreach (LLVMOpaqueValue* node in nodes)
            {
                if (NameOf(node) == name)
                {
                    LLVM.ReplaceMDNodeOperandWith(node, 2, number);
                    return;
                }
            }

            LLVM.AddModuleFlag(module, LLVMModuleFlagBehavior.LLVMModuleFlagBehaviorError, (sbyte*)text, (nuint)name.Length, number);
        }
    }

    private static string? NameOf(LLVMOpaqueValue* flag)
    {
        if (LLVM.GetMDNodeNumOperands(flag) != 3)
        {
            return null;
        }

        LLVMOpaqueValue** operands = stackalloc LLVMOpaqueValue*[3];
        LLVM.GetMDNodeOperands(flag, operands);
        uint length;
        return LLVM.IsAMDString(operands[1]) is null ? null : LlvmText.From(LLVM.GetMDString(operands[1], &length), length);
    }
}
