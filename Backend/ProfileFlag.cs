using LLVMSharp.Interop;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.Backend;

/// <summary>
/// Makes room for the pass cg-profile, which is part of what remains after IPO. A module that has been through it once before (so that the cut
/// could know the weights) has the module flag "CG Profile" already; the pass adds another one, and a module with two of a name is broken. No C
/// call removes a flag, so the old one gets a name that nothing looks for.
/// </summary>
internal static unsafe class ProfileFlag
{
    private const string Retired = "CG Profile before partitioning";

    /// <summary>The module was compiled with a profile, and what comes after the cut would write the flag anyway.</summary>
    public static bool IsWanted(LLVMOpaqueModule* module, OptimizationLevel level) =>
        level is not (OptimizationLevel.O0 or OptimizationLevel.O1) && IsProfiled(module) && ModuleFlags.Value(module, ModuleFlags.CallGraphProfile) is null;

    /// <summary>Leaves a flag alone that cg-profile will not write again: without counts of functions it writes none.</summary>
    public static void Retire(LLVMOpaqueModule* module)
    {
        if (!IsProfiled(module) || ModuleFlags.Value(module, ModuleFlags.CallGraphProfile) is null)
        {
            return;
        }

        fixed (byte* flags = "llvm.module.flags\0"u8, retired = LlvmText.ToUtf8(Retired))
        {
            uint count = LLVM.GetNamedMetadataNumOperands(module, (sbyte*)flags);
            LLVMOpaqueValue*[] nodes = new LLVMOpaqueValue*[count];
            fixed (LLVMOpaqueValue** first = nodes)
            {
                LLVM.GetNamedMetadataOperands(module, (sbyte*)flags, first);
            }

            LLVMOpaqueContext* context = LLVM.GetModuleContext(module);
            LLVMOpaqueMetadata* name = LLVM.MDStringInContext2(context, (sbyte*)retired, (nuint)Retired.Length);
            LLVMOpaqueMetadata* empty = LLVM.MDNodeInContext2(context, null, 0);
            foreach (LLVMOpaqueValue* node in nodes)
            {
                if (IsCallGraphProfile(node))
                {
                    LLVM.ReplaceMDNodeOperandWith(node, 1, name);
                    LLVM.ReplaceMDNodeOperandWith(node, 2, empty);
                    return;
                }
            }
        }
    }

    private static bool IsProfiled(LLVMOpaqueModule* module) => ModuleFlags.Value(module, "ProfileSummary") is not null;

    private static bool IsCallGraphProfile(LLVMOpaqueValue* node)
    {
        // A module flag is behaviour, key, value.
        if (LLVM.GetMDNodeNumOperands(node) != 3)
        {
            return false;
        }

        LLVMOpaqueValue** operands = stackalloc LLVMOpaqueValue*[3];
        LLVM.GetMDNodeOperands(node, operands);
        uint length;
        return LLVM.IsAMDString(operands[1]) is not null && LlvmText.From(LLVM.GetMDString(operands[1], &length), length) == ModuleFlags.CallGraphProfile;
    }
}
