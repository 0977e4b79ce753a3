using LLVMSharp.Interop;

namespace LtoPar.Backend.CodeGeneration;

/// <summary>Whether a constant's bytes depend on where symbols are put, and how.</summary>
internal static unsafe class Relocations
{
    public static bool Needs(LLVMOpaqueValue* constant) => Search(constant, relativeIsFree: false, []);

    /// <summary>True when every address in the constant is the difference of two symbols, which no dynamic relocation is needed for.</summary>
    public static bool AreAllRelative(LLVMOpaqueValue* constant) => !Search(constant, relativeIsFree: true, []);

    private static bool Search(LLVMOpaqueValue* constant, bool relativeIsFree, HashSet<nint> visited)
    {
        switch (LLVM.GetValueKind(constant))
        {
            case LLVMValueKind.LLVMFunctionValueKind:
            case LLVMValueKind.LLVMGlobalVariableValueKind:
            case LLVMValueKind.LLVMGlobalAliasValueKind:
            case LLVMValueKind.LLVMGlobalIFuncValueKind:
            case LLVMValueKind.LLVMBlockAddressValueKind:
                return true;
            case LLVMValueKind.LLVMConstantExprValueKind when relativeIsFree && LLVM.GetConstOpcode(constant) == LLVMOpcode.LLVMSub:
            case LLVMValueKind.LLVMConstantDataArrayValueKind:
            case LLVMValueKind.LLVMConstantDataVectorValueKind:
            case LLVMValueKind.LLVMConstantIntValueKind:
            case LLVMValueKind.LLVMConstantFPValueKind:
            case LLVMValueKind.LLVMConstantAggregateZeroValueKind:
            case LLVMValueKind.LLVMConstantPointerNullValueKind:
                return false;
        }

        uint count = (uint)LLVM.GetNumOperands(constant);
        for (uint i = 0; i < count; i++)
        {
            LLVMOpaqueValue* operand = LLVM.GetOperand(constant, i);
            if (visited.Add((nint)operand) && Search(operand, relativeIsFree, visited))
            {
                return true;
            }
        }

        return false;
    }
}
