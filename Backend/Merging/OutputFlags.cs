using LLVMSharp.Interop;
using LtoPar.CallGraph.Linking;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.Backend.Merging;

/// <summary>
/// What compilers said of the output and the linker knows better. "PIE Level" means that the code goes into an executable: thread-locals then lie at offsets
/// that are known when the executable is linked, and such code in a shared library does not link (R_X86_64_TPOFF32). LLVM's linker gives the merged
/// module the highest level of all files, so one file of -fPIE spoils the rest. A shared library is no executable; what a relocatable output goes into
/// is known only if all files say the same.
/// </summary>
internal static unsafe class OutputFlags
{
    private const string PieLevel = "PIE Level";

    public static void Apply(LLVMOpaqueModule* module, IReadOnlyList<SourceModule> sources, LinkOutputKind output)
    {
        if (ModuleFlags.Integer(module, PieLevel) is > 0
            && (output == LinkOutputKind.Shared || (output == LinkOutputKind.Relocatable && !sources.All(HasLevel))))
        {
            // Removed is what no C call can do; level 0 says as much.
            SetToZero(module);
        }
    }

    private static bool HasLevel(SourceModule source)
    {
        using LlvmContext context = new();
        LLVMOpaqueModule* module = LazyModule.Parse(context, (byte*)source.Start, source.Length, source.Name);
        bool has = ModuleFlags.Integer(module, PieLevel) is > 0;
        LLVM.DisposeModule(module);
        return has;
    }

    private static void SetToZero(LLVMOpaqueModule* module)
    {
        LLVMOpaqueValue* node = ModuleFlags.Node(module, PieLevel);
        if (node is not null)
        {
            LLVM.ReplaceMDNodeOperandWith(node, 2, LLVM.ValueAsMetadata(LLVM.ConstNull(LLVM.TypeOf(ModuleFlags.Value(module, PieLevel)))));
        }
    }
}
