using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.Backend;

/// <summary>
/// Constructors and destructors in .init_array and .fini_array. The C API makes target machines that write .ctors and .dtors instead
/// (TargetOptions::UseInitArray is off and there is no call for it): lld and mold link these to a program that never runs them, gold to one
/// that runs them backwards. So llvm.global_ctors becomes, just before code generation, what code generation would make of it with the option
/// on: arrays of pointers in sections named after the priority, in the comdat of the key where there is one.
/// </summary>
internal sealed unsafe class StructorSections
{
    private const ulong DefaultPriority = 65535;

    private readonly LLVMOpaqueModule* _module;

    private StructorSections(LLVMOpaqueModule* module) => _module = module;

    public static void Lower(LLVMOpaqueModule* module, string triple)
    {
        if (Targets.IsElf(triple))
        {
            StructorSections sections = new(module);
            sections.Lower("llvm.global_ctors", ".init_array");
            sections.Lower("llvm.global_dtors", ".fini_array");
        }
    }

    private void Lower(string name, string section)
    {
        LLVMOpaqueValue* array;
        fixed (byte* utf8 = LlvmText.ToUtf8(name))
        {
            array = LLVM.GetNamedGlobal(_module, (sbyte*)utf8);
        }

        if (array is null || LLVM.IsDeclaration(array) != 0)
        {
            return;
        }

        List<(ulong Priority, nint Key, nint Function)> entries = Entries(LLVM.GetInitializer(array));
        // Stable: entries of one priority keep their order. One array a section, in the order in which code generation would come to it.
        foreach (IGrouping<(ulong Priority, nint Key), nint> group in entries.OrderBy(e => e.Priority).GroupBy(e => (e.Priority, e.Key), e => e.Function))
        {
            string suffix = group.Key.Priority == DefaultPriority ? "" : string.Create(CultureInfo.InvariantCulture, $".{group.Key.Priority}");
            AddArray([.. group], section + suffix, (LLVMOpaqueValue*)group.Key.Key);
        }

        LLVM.DeleteGlobal(array);
    }

    /// <summary>{ priority, function, key }: a null function ends the list; an entry whose key is not defined here belongs to another object.</summary>
    private static List<(ulong Priority, nint Key, nint Function)> Entries(LLVMOpaqueValue* initializer)
    {
        List<(ulong Priority, nint Key, nint Function)> entries = [];
        uint count = (uint)LLVM.GetNumOperands(initializer);
        for (uint i = 0; i < count; i++)
        {
            LLVMOpaqueValue* entry = LLVM.GetOperand(initializer, i);
            if (LLVM.GetNumOperands(entry) < 2 || LLVM.IsNull(LLVM.GetOperand(entry, 1)) != 0)
            {
                break;
            }

            LLVMOpaqueValue* key = LLVM.GetNumOperands(entry) > 2 ? Constants.BaseSymbol(LLVM.GetOperand(entry, 2)) : null;
            if (key is null || (LLVM.IsDeclaration(key) == 0 && LLVM.GetLinkage(key) != LLVMLinkage.LLVMAvailableExternallyLinkage))
            {
                entries.Add((LLVM.ConstIntGetZExtValue(LLVM.GetOperand(entry, 0)), (nint)key, (nint)LLVM.GetOperand(entry, 1)));
            }
        }

        return entries;
    }

    private void AddArray(nint[] functions, string section, LLVMOpaqueValue* key)
    {
        LLVMOpaqueType* pointer = LLVM.TypeOf((LLVMOpaqueValue*)functions[0]);
        fixed (nint* first = functions)
        fixed (byte* name = LlvmText.ToUtf8("lto_par" + section), text = LlvmText.ToUtf8(section))
        {
            LLVMOpaqueValue* array = LLVM.AddGlobal(_module, LLVM.ArrayType2(pointer, (ulong)functions.Length), (sbyte*)name);
            LLVM.SetInitializer(array, LLVM.ConstArray2(pointer, (LLVMOpaqueValue**)first, (ulong)functions.Length));
            LLVM.SetLinkage(array, LLVMLinkage.LLVMPrivateLinkage);
            LLVM.SetSection(array, (sbyte*)text);
            // LLVM aligns large arrays generously; a hole between two objects' arrays would be called.
            LLVM.SetAlignment(array, (uint)LLVM.ABISizeOfType(LLVM.GetModuleDataLayout(_module), pointer));
            if (key is not null)
            {
                LLVM.SetComdat(array, ComdatNamed(LlvmText.NameOf(key).TrimStart('\u0001')));
            }
        }
    }

    /// <summary>The key's own comdat when it is called so, as it is but for keys of other comdats.</summary>
    private LLVMComdat* ComdatNamed(string name)
    {
        fixed (byte* utf8 = LlvmText.ToUtf8(name))
        {
            return LLVM.GetOrInsertComdat(_module, (sbyte*)utf8);
        }
    }
}
