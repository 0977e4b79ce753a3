using LLVMSharp.Interop;

namespace LtoPar.Llvm;

/// <summary>Finds calls of inline assembly.</summary>
public static unsafe class InlineAsm
{
    /// <returns>The assembly that an instruction calls, with $0 or ${1:x} for operands; null when it calls no assembly.</returns>
    public static string? TextOf(LLVMOpaqueValue* instruction)
    {
        if (LLVM.GetInstructionOpcode(instruction) is not (LLVMOpcode.LLVMCall or LLVMOpcode.LLVMInvoke or LLVMOpcode.LLVMCallBr)
            || LLVM.GetCalledValue(instruction) is var callee && LLVM.GetValueKind(callee) != LLVMValueKind.LLVMInlineAsmValueKind)
        {
            return null;
        }

        nuint length;
        sbyte* text = LLVM.GetInlineAsmAsmString(callee, &length);
        return LlvmText.From(text, length);
    }
}
