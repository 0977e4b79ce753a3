using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend;

/// <summary>
/// Makes room for the pass cg-profile, which is part of the pipeline after IPO. A module that has been through it once before (so that the cut could know the
/// weights) has the module flag "CG Profile" already; the pass adds another one, and a module with two of a name is broken. No C call removes a flag, so the
/// old one gets a name that no pass looks for.
/// </summary>
internal static unsafe class ProfileFlag
{
    private const string Retired = "CG Profile before partitioning";

    /// <summary>Whether the module was compiled with a profile, and the passes after the cut would write the flag anyway.</summary>
    public static bool IsWanted(LLVMOpaqueModule* module, OptimizationLevel level) =>
        level is not (OptimizationLevel.O0 or OptimizationLevel.O1) && IsProfiled(module) && ModuleFlags.Value(module, ModuleFlags.CallGraphProfile) is null;

    /// <summary>Renames the flag, unless cg-profile will not write it again: without counts of functions it writes none.</summary>
    public static void Retire(LLVMOpaqueModule* module)
    {
        if (!IsProfiled(module) || ModuleFlags.Value(module, ModuleFlags.CallGraphProfile) is null)
        {
            return;
        }

        LLVMOpaqueValue* node = ModuleFlags.Node(module, ModuleFlags.CallGraphProfile);
        if (node is null)
        {
            return;
        }

        fixed (byte* retired = LlvmText.ToUtf8(Retired))
        {
            LLVMOpaqueContext* context = LLVM.GetModuleContext(module);
            LLVM.ReplaceMDNodeOperandWith(node, 1, LLVM.MDStringInContext2(context, (sbyte*)retired, (nuint)Retired.Length));
            LLVM.ReplaceMDNodeOperandWith(node, 2, LLVM.MDNodeInContext2(context, null, 0));
        }
    }

    private static bool IsProfiled(LLVMOpaqueModule* module) => ModuleFlags.Value(module, "ProfileSummary") is not null;
}
