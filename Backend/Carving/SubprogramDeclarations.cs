using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Linkage;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Declares in debug information the functions that other partitions define. LLVM describes a call for debuggers, which reconstruct frames of tail calls from
/// that, only where it finds the callee's name; clang declares the functions of other files for the same reason.
/// </summary>
internal static unsafe class SubprogramDeclarations
{
    /// <summary>Adds the declarations, after the definitions have become declarations.</summary>
    public static void Add(LazyModule module, ModuleSymbols values, SymbolPlan plan, int partition)
    {
        LLVMOpaqueDIBuilder* builder = LLVM.CreateDIBuilder(module.Handle);
        foreach (SymbolUse use in plan.UsesOf(partition))
        {
            if (use.Kind == UseKind.Declare && plan.DebugInfo.SubprogramOf(use.Symbol) is { } subprogram && values[use.Symbol] is var function
                && LLVM.GetSubprogram(function) is null)
            {
                LLVM.SetSubprogram(
                    function, Declare(builder, plan.IsPromoted(use.Symbol) ? subprogram with { LinkageName = plan.Names[use.Symbol] } : subprogram));
            }
        }

        LLVM.DisposeDIBuilder(builder);
    }

    private static LLVMOpaqueMetadata* Declare(LLVMOpaqueDIBuilder* builder, SubprogramName subprogram)
    {
        byte[] name = LlvmText.ToUtf8(subprogram.Name);
        byte[] linkageName = LlvmText.ToUtf8(subprogram.LinkageName);
        fixed (byte* nameStart = name, linkageNameStart = linkageName)
        {
            return LLVM.DIBuilderCreateFunction(
                builder,
                null,
                (sbyte*)nameStart,
                (nuint)(name.Length - 1),
                (sbyte*)linkageNameStart,
                (nuint)(linkageName.Length - 1),
                null,
                0,
                null,
                0,
                0,
                0,
                LLVMDIFlags.LLVMDIFlagZero,
                0);
        }
    }
}
