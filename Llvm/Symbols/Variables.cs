using LLVMSharp.Interop;

namespace LtoPar.Llvm.Symbols;

/// <summary>Makes of variables what the C API cannot change in place.</summary>
public static unsafe class Variables
{
    /// <summary>
    /// Puts a new variable, with the type of its value, in the place of one that is neither thread-local nor externally initialized. It is the module's last.
    /// </summary>
    /// <returns>The new one, which has the name and all else but dso_local, where visibility does not imply that.</returns>
    public static LLVMOpaqueValue* Replace(LLVMOpaqueModule* module, LLVMOpaqueValue* variable, LLVMOpaqueValue* value)
    {
        byte empty = 0;
        LLVMOpaqueValue* copy = LLVM.AddGlobalInAddressSpace(
            module, LLVM.TypeOf(value), (sbyte*)&empty, LLVM.GetPointerAddressSpace(LLVM.TypeOf(variable)));
        LLVM.SetInitializer(copy, value);
        LLVM.SetGlobalConstant(copy, LLVM.IsGlobalConstant(variable));
        GlobalProperties.Copy(variable, copy);
        LLVM.SetComdat(copy, LLVM.GetComdat(variable));
        string name = LlvmText.NameOf(variable);
        LLVM.ReplaceAllUsesWith(variable, copy);
        LLVM.DeleteGlobal(variable);
        LlvmText.SetName(copy, name);
        return copy;
    }
}
