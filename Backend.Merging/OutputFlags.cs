using LLVMSharp.Interop;
using LtoPar.Backend.Merging.Sources;
using LtoPar.LinkJobs;
using LtoPar.Llvm;
using LtoPar.Llvm.Symbols;

namespace LtoPar.Backend.Merging;

/// <summary>
/// Corrects flags by which compilers describe the output, since the linker knows it. "PIE Level" means that the code goes into an executable:
/// thread-locals then lie at offsets that are known when the executable is linked, and such code in a shared library does not link
/// (R_X86_64_TPOFF32). LLVM's linker gives the merged module the highest level of all files, so one file of -fPIE spoils the rest. A shared library
/// is no executable; what a relocatable output goes into is known only if all files say the same.
///
/// Variables that such files define are dso_local to LLVM: in an executable nothing replaces them. A shared library's are replaced, by a copy relocation of the
/// executable for one, and code that does not look is wrong; native linkers refuse it. There they become ordinary variables, reached by way of the GOT.
/// </summary>
internal static unsafe class OutputFlags
{
    public static void Apply(LLVMOpaqueModule* module, SourceFlags sources, LinkOutputKind output)
    {
        if (output == LinkOutputKind.Shared || (output == LinkOutputKind.Relocatable && !sources.AllPie))
        {
            ClearLevel(module);
        }

        if (output == LinkOutputKind.Shared)
        {
            foreach (SourceModule source in sources.ForExecutables)
            {
                MakeReplaceable(module, source);
            }
        }
    }

    private static void ClearLevel(LLVMOpaqueModule* module)
    {
        // Removing it is what no C call can do; level 0 says as much.
        LLVMOpaqueValue* node = ModuleFlags.Node(module, SourceFlags.PieLevel);
        if (node is not null && ModuleFlags.Integer(module, SourceFlags.PieLevel) is > 0)
        {
            LLVM.ReplaceMDNodeOperandWith(node, 2, LLVM.ValueAsMetadata(LLVM.ConstNull(LLVM.TypeOf(ModuleFlags.Value(module, SourceFlags.PieLevel)))));
        }
    }

    private static void MakeReplaceable(LLVMOpaqueModule* module, SourceModule source)
    {
        for (int i = 0; i < source.Table.Symbols.Count; i++)
        {
            if (source.Prevails(i) && source.Table.Symbols[i].IrName is { Length: > 0 } name)
            {
                LLVMOpaqueValue* variable = NamedSymbols.Variable(module, name);
                if (variable is not null && IsReplaceable(variable))
                {
                    // dso_local cannot be cleared: a new variable, which does not have it, takes the place of the old one.
                    Variables.Replace(module, variable, LLVM.GetInitializer(variable));
                }
            }
        }
    }

    /// <summary>Thread-locals are no copy relocation's, and a way through the GOT would be the slower one.</summary>
    private static bool IsReplaceable(LLVMOpaqueValue* variable) =>
        LLVM.IsDeclaration(variable) == 0
        && LLVM.GetLinkage(variable) is not (LLVMLinkage.LLVMInternalLinkage or LLVMLinkage.LLVMPrivateLinkage)
        && LLVM.GetVisibility(variable) == LLVMVisibility.LLVMDefaultVisibility
        && LLVM.GetThreadLocalMode(variable) == LLVMThreadLocalMode.LLVMNotThreadLocal;
}
