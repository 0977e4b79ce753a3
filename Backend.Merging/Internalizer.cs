using LLVMSharp.Interop;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Llvm;

namespace LtoPar.Backend.Merging;

/// <summary>
/// Makes symbols internal that only the merged module refers to, which whole-program optimisation depends on. A symbol that stays visible learns
/// whether its address is significant.
/// </summary>
internal static unsafe class Internalizer
{
    /// <param name="prevailing">The prevailing definitions by their spelling in IR.</param>
    /// <param name="crossing">The names of symbols that stay visible to other segments; null: the module is the program.</param>
    public static void Apply(LLVMOpaqueModule* module, Dictionary<string, GlobalResolution> prevailing, IReadOnlySet<string>? crossing = null)
    {
        ModuleSymbols values = new(module);
        for (int i = 0; i < values.Count; i++)
        {
            LLVMOpaqueValue* value = values[i];
            if (IsLocal(LLVM.GetLinkage(value)) || LLVM.IsDeclaration(value) != 0
                || !prevailing.TryGetValue(LlvmText.NameOf(value), out GlobalResolution? resolution))
            {
                continue;
            }

            LLVM.SetUnnamedAddress(value, resolution.IsUnnamedAddr ? LLVMUnnamedAddr.LLVMGlobalUnnamedAddr : LLVMUnnamedAddr.LLVMNoUnnamedAddr);
            bool isSeen = resolution.IsExternal || crossing?.Contains(resolution.IrName) == true;
            if (!isSeen && LLVM.GetDLLStorageClass(value) == LLVMDLLStorageClass.LLVMDefaultStorageClass)
            {
                // Linkage first: internal makes it dso_local and of default visibility.
                LLVM.SetLinkage(value, LLVMLinkage.LLVMInternalLinkage);
            }
        }
    }

    private static bool IsLocal(LLVMLinkage linkage) => linkage is LLVMLinkage.LLVMInternalLinkage or LLVMLinkage.LLVMPrivateLinkage;
}
