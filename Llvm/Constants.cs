using LLVMSharp.Interop;

namespace LtoPar.Llvm;

/// <summary>Answers small questions about constants.</summary>
public static unsafe class Constants
{
    /// <summary>The symbol below casts, offsets and aliases' expressions; null when there is no symbol.</summary>
    public static LLVMOpaqueValue* BaseSymbol(LLVMOpaqueValue* value)
    {
        while (value is not null && LLVM.GetValueKind(value) == LLVMValueKind.LLVMConstantExprValueKind)
        {
            value = LLVM.GetOperand(value, 0);
        }

        return value is not null && LLVM.IsAGlobalValue(value) is not null ? value : null;
    }
}
