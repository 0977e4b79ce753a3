using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Llvm.Symbols;

namespace LtoPar.Backend.Merging;

/// <summary>
/// -fwhole-program-vtables: what compilers left to the link. Whether a class with public visibility may have overriders outside is known here:
/// not, where the user says so (<see cref="MergeOptions.WholeProgramVisibility"/>) and the vtable is not exported; then vtables get linkage-unit
/// visibility and llvm.public.type.test becomes llvm.type.test. Otherwise the test says nothing, and is true.
/// </summary>
internal static unsafe class VirtualTables
{
    private const ulong LinkageUnit = 1;

    public static void Resolve(LlvmContext context, LLVMOpaqueModule* module, GlobalResolutions resolutions, bool wholeProgram)
    {
        if (wholeProgram)
        {
            Restrict(context, module, resolutions);
        }

        LLVMOpaqueValue* test = NamedSymbols.Function(module, "llvm.public.type.test");
        if (test is null)
        {
            return;
        }

        if (wholeProgram)
        {
            LLVM.ReplaceAllUsesWith(test, Intrinsic(module, "llvm.type.test"));
            return;
        }

        LLVMOpaqueValue* yes = LLVM.ConstInt(LLVM.Int1TypeInContext(context.Handle), 1, 0);
        for (LLVMOpaqueUse* use = LLVM.GetFirstUse(test); use is not null; use = LLVM.GetFirstUse(test))
        {
            LLVMOpaqueValue* call = LLVM.GetUser(use);
            LLVM.ReplaceAllUsesWith(call, yes);
            LLVM.InstructionEraseFromParent(call);
        }
    }

    /// <summary>Marks the vtables that no code outside can derive from. Vtables with a mark (!vcall_visibility) keep it.</summary>
    private static void Restrict(LlvmContext context, LLVMOpaqueModule* module, GlobalResolutions resolutions)
    {
        Attachments type = new(context.Handle, "type");
        Attachments visibility = new(context.Handle, "vcall_visibility");
        LLVMOpaqueMetadata* unit = LLVM.ValueAsMetadata(LLVM.ConstInt(LLVM.Int64TypeInContext(context.Handle), LinkageUnit, 0));
        LLVMOpaqueMetadata* node = LLVM.MDNodeInContext2(context.Handle, &unit, 1);
        for (LLVMOpaqueValue* table = LLVM.GetFirstGlobal(module); table is not null; table = LLVM.GetNextGlobal(table))
        {
            if (type.Of(table).Count > 0 && visibility.Of(table).Count == 0 && resolutions.Find(LlvmText.NameOf(table))?.IsExported != true)
            {
                LLVM.GlobalSetMetadata(table, visibility.Kind, node);
            }
        }
    }

    private static LLVMOpaqueValue* Intrinsic(LLVMOpaqueModule* module, string name)
    {
        byte[] utf8 = LlvmText.ToUtf8(name);
        fixed (byte* text = utf8)
        {
            return LLVM.GetIntrinsicDeclaration(module, LLVM.LookupIntrinsicID((sbyte*)text, (nuint)(utf8.Length - 1)), null, 0);
        }
    }
}
