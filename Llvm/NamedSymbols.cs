using LLVMSharp.Interop;

namespace LtoPar.Llvm;

/// <summary>Finds a module's symbols by their names; null where there is no such symbol.</summary>
public static unsafe class NamedSymbols
{
    public static LLVMOpaqueValue* Function(LLVMOpaqueModule* module, string name)
    {
        fixed (byte* utf8 = LlvmText.ToUtf8(name))
        {
            return LLVM.GetNamedFunction(module, (sbyte*)utf8);
        }
    }

    public static LLVMOpaqueValue* Variable(LLVMOpaqueModule* module, string name)
    {
        fixed (byte* utf8 = LlvmText.ToUtf8(name))
        {
            return LLVM.GetNamedGlobal(module, (sbyte*)utf8);
        }
    }

    public static LLVMOpaqueValue* FunctionOrVariable(LLVMOpaqueModule* module, string name)
    {
        LLVMOpaqueValue* function = Function(module, name);
        return function is not null ? function : Variable(module, name);
    }
}
