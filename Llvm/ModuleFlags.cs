using LLVMSharp.Interop;

namespace LtoPar.Llvm;

/// <summary>Reads module flags (LLVM language reference, "Module Flags Metadata").</summary>
public static unsafe class ModuleFlags
{
    /// <summary>The named metadata that lists them.</summary>
    public const string List = "llvm.module.flags";

    /// <summary>The flag that the pass cg-profile writes.</summary>
    public const string CallGraphProfile = "CG Profile";

    /// <summary>The flag's value, or null when the module has no such flag or it is no integer.</summary>
    public static long? Integer(LLVMOpaqueModule* module, string key)
    {
        LLVMOpaqueValue* value = Value(module, key);
        return value is not null && LLVM.IsAConstantInt(value) is not null ? LLVM.ConstIntGetSExtValue(value) : null;
    }

    public static string? Text(LLVMOpaqueModule* module, string key)
    {
        LLVMOpaqueValue* value = Value(module, key);
        if (value is null || LLVM.IsAMDString(value) is null)
        {
            return null;
        }

        uint length;
        sbyte* text = LLVM.GetMDString(value, &length);
        return LlvmText.From(text, length);
    }

    /// <summary>The flag's value as LLVM hands out metadata: a plain value, or metadata wrapped as one; null when there is no such flag.</summary>
    public static LLVMOpaqueValue* Value(LLVMOpaqueModule* module, string key)
    {
        byte[] utf8 = LlvmText.ToUtf8(key);
        fixed (byte* text = utf8)
        {
            LLVMOpaqueMetadata* flag = LLVM.GetModuleFlag(module, (sbyte*)text, (nuint)(utf8.Length - 1));
            if (flag is null)
            {
                return null;
            }

            LLVMOpaqueValue* wrapped = LLVM.MetadataAsValue(LLVM.GetModuleContext(module), flag);
            return LLVM.IsAValueAsMetadata(wrapped) is var inner && inner is not null && LLVM.GetMDNodeNumOperands(wrapped) == 1
                ? Operand(wrapped)
                : wrapped;
        }
    }

    /// <summary>The flag itself: behaviour, key, value; null when the module has no such flag.</summary>
    public static LLVMOpaqueValue* Node(LLVMOpaqueModule* module, string key)
    {
        foreach (nint node in NamedMetadata.OperandsOf(module, List))
        {
            if (IsOf((LLVMOpaqueValue*)node, key))
            {
                return (LLVMOpaqueValue*)node;
            }
        }

        return null;
    }

    private static bool IsOf(LLVMOpaqueValue* node, string key)
    {
        if (LLVM.GetMDNodeNumOperands(node) != 3)
        {
            return false;
        }

        LLVMOpaqueValue** operands = stackalloc LLVMOpaqueValue*[3];
        LLVM.GetMDNodeOperands(node, operands);
        uint length;
        return LLVM.IsAMDString(operands[1]) is not null && LlvmText.From(LLVM.GetMDString(operands[1], &length), length) == key;
    }

    private static LLVMOpaqueValue* Operand(LLVMOpaqueValue* node)
    {
        LLVMOpaqueValue* operand;
        LLVM.GetMDNodeOperands(node, &operand);
        return operand;
    }
}
