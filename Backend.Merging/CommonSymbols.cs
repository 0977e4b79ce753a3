using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Merging;

/// <summary>
/// Commons: the one that prevails gets the largest size and the largest alignment of all files. Linkers choose so, and a file that declares
/// it larger than the prevailing one counts on it.
/// </summary>
internal static unsafe class CommonSymbols
{
    public static void Resolve(LlvmContext context, LLVMOpaqueModule* module, GlobalResolutions resolutions)
    {
        foreach (GlobalResolution common in resolutions.All.Select(r => r.Value).Where(r => r.IsCommon).OrderBy(r => r.IrName, StringComparer.Ordinal))
        {
            LLVMOpaqueValue* variable = NamedSymbols.Variable(module, common.IrName);
            if (variable is not null && LLVM.GetLinkage(variable) == LLVMLinkage.LLVMCommonLinkage)
            {
                Resize(context, module, variable, common);
            }
        }
    }

    private static void Resize(LlvmContext context, LLVMOpaqueModule* module, LLVMOpaqueValue* variable, GlobalResolution common)
    {
        if (LLVM.ABISizeOfType(LLVM.GetModuleDataLayout(module), LLVM.GlobalGetValueType(variable)) == common.CommonSize)
        {
            LLVM.SetAlignment(variable, common.CommonAlignment);
            return;
        }

        byte empty = 0;
        LLVMOpaqueType* type = LLVM.ArrayType2(LLVM.Int8TypeInContext(context.Handle), common.CommonSize);
        LLVMOpaqueValue* larger = LLVM.AddGlobalInAddressSpace(module, type, (sbyte*)&empty, LLVM.GetPointerAddressSpace(LLVM.TypeOf(variable)));
        LLVM.SetInitializer(larger, LLVM.ConstNull(type));
        LLVM.SetLinkage(larger, LLVMLinkage.LLVMCommonLinkage);
        LLVM.SetAlignment(larger, common.CommonAlignment);
        LLVM.SetVisibility(larger, LLVM.GetVisibility(variable));
        LLVM.SetThreadLocalMode(larger, LLVM.GetThreadLocalMode(variable));
        LLVM.ReplaceAllUsesWith(variable, larger);
        LLVM.DeleteGlobal(variable);
        LlvmText.SetName(larger, common.IrName);
    }
}
