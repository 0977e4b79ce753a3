using LLVMSharp.Interop;
using LtoPar.CallGraph.Facts;

namespace LtoPar.CallGraph.Reader.Facts;

/// <summary>Says what memory a pointer points into, as far as its definition shows without following memory or control flow.</summary>
internal static unsafe class PointerBase
{
    /// <summary>Access of what the pointer points at, in the function that has the pointer.</summary>
    public static MemoryAccess AccessOf(LLVMOpaqueValue* pointer)
    {
        const int Steps = 8;
        for (int i = 0; i < Steps; i++)
        {
            switch (LLVM.GetValueKind(pointer))
            {
                case LLVMValueKind.LLVMArgumentValueKind:
                    return MemoryAccess.Argument;
                case LLVMValueKind.LLVMGlobalVariableValueKind when LLVM.IsGlobalConstant(pointer) != 0:
                    return MemoryAccess.None;
                case LLVMValueKind.LLVMInstructionValueKind when LLVM.GetInstructionOpcode(pointer) == LLVMOpcode.LLVMAlloca:
                    return MemoryAccess.None;
                case LLVMValueKind.LLVMInstructionValueKind when LLVM.GetInstructionOpcode(pointer) == LLVMOpcode.LLVMGetElementPtr:
                case LLVMValueKind.LLVMConstantExprValueKind when LLVM.GetConstOpcode(pointer) == LLVMOpcode.LLVMGetElementPtr:
                    pointer = LLVM.GetOperand(pointer, 0);
                    break;
                case LLVMValueKind.LLVMGlobalVariableValueKind:
                    return MemoryAccess.ReadOther | MemoryAccess.WriteOther;
                default:
                    i = Steps;
                    break;
            }
        }

        // A pointer that was loaded or chosen may be an argument's too.
        return MemoryAccess.Argument | MemoryAccess.ReadOther | MemoryAccess.WriteOther;
    }
}
