using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.Backend;

/// <summary>
/// Constructors and destructors go to .init_array and .fini_array. LLVM's library puts them into .ctors and .dtors unless a switch that the C
/// API cannot set says otherwise, and those run with some linkers only: GNU ld turns them into .init_array, lld and mold keep them, and today's
/// start files do not look there. So the arrays are written as what they become: one pointer each in a section of that name, in the order and
/// in the comdat that LLVM would give them. Just before code generation, since passes know the arrays by name.
/// </summary>
internal static unsafe class StructorSections
{
    private const ulong DefaultPriority = 65535;

    private readonly record struct Structor(ulong Priority, nint Function, nint Key);

    public static void Assign(LLVMOpaqueModule* module)
    {
        Replace(module, "llvm.global_ctors", ".init_array");
        Replace(module, "llvm.global_dtors", ".fini_array");
    }

    private static void Replace(LLVMOpaqueModule* module, string arrayName, string sectionName)
    {
        LLVMOpaqueValue* array;
        fixed (byte* name = LlvmText.ToUtf8(arrayName))
        {
            array = LLVM.GetNamedGlobal(module, (sbyte*)name);
        }

        if (array is null || LLVM.IsDeclaration(array) != 0)
        {
            return;
        }

        foreach (Structor structor in Read(LLVM.GetInitializer(array)).OrderBy(s => s.Priority))
        {
            Add(module, structor, sectionName);
        }

        LLVM.DeleteGlobal(array);
    }

    /// <summary>A null function ends the list. A key that is not defined here says that another object has the structor.</summary>
    private static List<Structor> Read(LLVMOpaqueValue* elements)
    {
        List<Structor> structors = [];
        uint count = LLVM.IsNull(elements) != 0 ? 0 : (uint)LLVM.GetNumOperands(elements);
        for (uint i = 0; i < count; i++)
        {
            LLVMOpaqueValue* element = LLVM.GetOperand(elements, i);
            if (LLVM.IsNull(element) != 0 || LLVM.IsNull(LLVM.GetOperand(element, 1)) != 0)
            {
                break;
            }

            LLVMOpaqueValue* key = LLVM.GetNumOperands(element) > 2 ? Constants.BaseSymbol(LLVM.GetOperand(element, 2)) : null;
            if (key is not null && (LLVM.IsDeclaration(key) != 0 || LLVM.GetLinkage(key) == LLVMLinkage.LLVMAvailableExternallyLinkage))
            {
                continue;
            }

            structors.Add(new Structor(LLVM.ConstIntGetZExtValue(LLVM.GetOperand(element, 0)), (nint)LLVM.GetOperand(element, 1), (nint)key));
        }

        return structors;
    }

    private static void Add(LLVMOpaqueModule* module, Structor structor, string sectionName)
    {
        LLVMOpaqueValue* function = (LLVMOpaqueValue*)structor.Function;
        string place = structor.Priority == DefaultPriority ? sectionName : string.Create(CultureInfo.InvariantCulture, $"{sectionName}.{structor.Priority}");
        byte empty = 0;
        LLVMOpaqueValue* pointer = LLVM.AddGlobal(module, LLVM.TypeOf(function), (sbyte*)&empty);
        LLVM.SetInitializer(pointer, function);
        LLVM.SetLinkage(pointer, LLVMLinkage.LLVMPrivateLinkage);
        fixed (byte* section = LlvmText.ToUtf8(place))
        {
            LLVM.SetSection(pointer, (sbyte*)section);
        }

        if (structor.Key != 0)
        {
            fixed (byte* key = LlvmText.ToUtf8(LlvmText.NameOf((LLVMOpaqueValue*)structor.Key)))
            {
                LLVM.SetComdat(pointer, LLVM.GetOrInsertComdat(module, (sbyte*)key));
            }
        }
    }
}
