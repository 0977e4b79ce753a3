using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader;

/// <summary>The module flag "CG Profile" that LLVM's cg-profile pass writes: !{caller, callee, i64 count}; an operand of a deleted function is null.</summary>
internal static unsafe class CallGraphProfile
{
    public static IReadOnlyList<(int From, int To, ulong Weight)> Read(LazyModule module, Dictionary<nint, int> ordinals)
    {
        LLVMOpaqueValue* list = ModuleFlags.Value(module.Handle, ModuleFlags.CallGraphProfile);
        if (list is null || LLVM.IsAMDNode(list) is null)
        {
            return [];
        }

        List<(int, int, ulong)> profile = [];
        LLVMOpaqueValue*[] entries = Operands(list);
        LLVMOpaqueValue*[] fields;
        foreach (LLVMOpaqueValue* entry in entries)
        {
            if (entry is null || LLVM.IsAMDNode(entry) is null || (fields = Operands(entry)).Length != 3)
            {
                continue;
            }

            if (fields[0] is not null && fields[1] is not null && fields[2] is not null
                && ordinals.TryGetValue((nint)Constants.BaseSymbol(fields[0]), out int from)
                && ordinals.TryGetValue((nint)Constants.BaseSymbol(fields[1]), out int to)
                && LLVM.IsAConstantInt(fields[2]) is not null)
            {
                profile.Add((from, to, LLVM.ConstIntGetZExtValue(fields[2])));
            }
        }

        return profile;
    }

    private static LLVMOpaqueValue*[] Operands(LLVMOpaqueValue* node)
    {
        LLVMOpaqueValue*[] operands = new LLVMOpaqueValue*[LLVM.GetMDNodeNumOperands(node)];
        fixed (LLVMOpaqueValue** first = operands)
        {
            LLVM.GetMDNodeOperands(node, first);
        }

        return operands;
    }
}
