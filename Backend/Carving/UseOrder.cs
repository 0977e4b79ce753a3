using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Lists the uses of symbols, and of constants made of them, in the order in which a reader of the partition's bitcode meets them. Bitcode keeps the order of
/// uses, and that of a symbol tells of the rest of the program: where two files have the same string, optimisation keeps the first file's, and the uses of the
/// other then stand the other way round.
///
/// Only instructions' uses are moved: constants that use a symbol come behind, in the order that they had.
/// </summary>
internal static unsafe class UseOrder
{
    public static void Renew(LazyModule module)
    {
        for (LLVMOpaqueValue* f = LLVM.GetFirstFunction(module.Handle); f is not null; f = LLVM.GetNextFunction(f))
        {
            for (LLVMOpaqueBasicBlock* block = LLVM.GetFirstBasicBlock(f); block is not null; block = LLVM.GetNextBasicBlock(block))
            {
                for (LLVMOpaqueValue* i = LLVM.GetFirstInstruction(block); i is not null; i = LLVM.GetNextInstruction(i))
                {
                    RenewOperands(i);
                }
            }
        }
    }

    private static void RenewOperands(LLVMOpaqueValue* instruction)
    {
        uint count = (uint)LLVM.GetNumOperands(instruction);
        for (uint index = 0; index < count; index++)
        {
            LLVMOpaqueValue* operand = LLVM.GetOperand(instruction, index);
            if (operand is not null && IsOfSymbols(LLVM.GetValueKind(operand)))
            {
                // A use that is set is the first of its value's list, as one that has just been read.
                LLVM.SetOperand(instruction, index, LLVM.GetPoison(LLVM.TypeOf(operand)));
                LLVM.SetOperand(instruction, index, operand);
            }
        }
    }

    private static bool IsOfSymbols(LLVMValueKind kind) => kind
        is LLVMValueKind.LLVMFunctionValueKind or LLVMValueKind.LLVMGlobalVariableValueKind or LLVMValueKind.LLVMGlobalAliasValueKind
        or LLVMValueKind.LLVMGlobalIFuncValueKind or LLVMValueKind.LLVMConstantExprValueKind or LLVMValueKind.LLVMConstantStructValueKind
        or LLVMValueKind.LLVMConstantArrayValueKind or LLVMValueKind.LLVMConstantVectorValueKind;
}
