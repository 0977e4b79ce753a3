using LLVMSharp.Interop;

namespace LtoPar.Backend.Partitions;

/// <summary>Walks over all instructions of a module, in its order.</summary>
internal static unsafe class ModuleInstructions
{
    /// <param name="visit">Is given the function and the instruction.</param>
    public static void Each(LLVMOpaqueModule* module, Action<nint, nint> visit)
    {
        for (LLVMOpaqueValue* function = LLVM.GetFirstFunction(module); function is not null; function = LLVM.GetNextFunction(function))
        {
            for (LLVMOpaqueBasicBlock* block = LLVM.GetFirstBasicBlock(function); block is not null; block = LLVM.GetNextBasicBlock(block))
            {
                for (LLVMOpaqueValue* instruction = LLVM.GetFirstInstruction(block);
                    instruction is not null;
                    instruction = LLVM.GetNextInstruction(instruction))
                {
                    visit((nint)function, (nint)instruction);
                }
            }
        }
    }
}
