using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Llvm.Symbols;

namespace LtoPar.Backend.Slots;

/// <summary>
/// Gives slots types that do not follow from their values. clang writes an array that ends in many zeros as a structure, of its first elements and an array of
/// zeros (<c>&lt;{ float, [99 x float] }&gt;</c>), and one that is all zeros as an array; the type is in the declarations of all partitions that use the slot,
/// so another value would compile them again. Such a structure becomes the array that the source says.
///
/// A variable cannot be given another type, so another one takes its place, at the end of the module. That is done to all arrays, whatever their values, since
/// the order of the variables is in the objects. Only locals: of others the C API cannot say whether they are dso_local.
/// </summary>
internal static unsafe class SlotShape
{
    /// <returns>The slot, or what has taken its place.</returns>
    public static LLVMOpaqueValue* Settle(LLVMOpaqueModule* module, LLVMOpaqueValue* slot)
    {
        LLVMOpaqueType* type = LLVM.GlobalGetValueType(slot);
        bool isArray = LLVM.GetTypeKind(type) == LLVMTypeKind.LLVMArrayTypeKind
            || (LLVM.GetTypeKind(type) == LLVMTypeKind.LLVMStructTypeKind && LLVM.IsLiteralStruct(type) != 0);
        if (!isArray || LLVM.GetLinkage(slot) != LLVMLinkage.LLVMInternalLinkage || LLVM.GetComdat(slot) is not null)
        {
            return slot;
        }

        return Variables.Replace(module, slot, ArrayOf(LLVM.GetInitializer(slot)));
    }

    /// <summary>The value as an array, where it is a structure of elements of one type and of arrays of them; else itself.</summary>
    private static LLVMOpaqueValue* ArrayOf(LLVMOpaqueValue* value)
    {
        LLVMOpaqueType* type = LLVM.TypeOf(value);
        if (LLVM.GetTypeKind(type) != LLVMTypeKind.LLVMStructTypeKind || LLVM.IsLiteralStruct(type) == 0 || LLVM.CountStructElementTypes(type) == 0)
        {
            return value;
        }

        List<nint> members = [];
        for (uint i = 0; i < LLVM.CountStructElementTypes(type); i++)
        {
            members.Add((nint)ArrayOf(LLVM.GetAggregateElement(value, i)));
        }

        LLVMOpaqueType* element = ElementType(members);
        if (element is null)
        {
            return value;
        }

        List<nint> elements = [];
        foreach (nint member in members)
        {
            LLVMOpaqueType* memberType = LLVM.TypeOf((LLVMOpaqueValue*)member);
            if (memberType == element)
            {
                elements.Add(member);
                continue;
            }

            for (uint i = 0; i < LLVM.GetArrayLength2(memberType); i++)
            {
                elements.Add((nint)LLVM.GetAggregateElement((LLVMOpaqueValue*)member, i));
            }
        }

        fixed (nint* first = elements.ToArray())
        {
            return LLVM.ConstArray2(element, (LLVMOpaqueValue**)first, (ulong)elements.Count);
        }
    }

    /// <returns>The type of which all members are elements or arrays; null: there is none.</returns>
    private static LLVMOpaqueType* ElementType(List<nint> members)
    {
        LLVMOpaqueType* last = LLVM.TypeOf((LLVMOpaqueValue*)members[^1]);
        LLVMOpaqueType* element = LLVM.GetTypeKind(last) == LLVMTypeKind.LLVMArrayTypeKind ? LLVM.GetElementType(last) : last;
        foreach (nint member in members)
        {
            LLVMOpaqueType* type = LLVM.TypeOf((LLVMOpaqueValue*)member);
            bool fits = type == element || (LLVM.GetTypeKind(type) == LLVMTypeKind.LLVMArrayTypeKind && LLVM.GetElementType(type) == element);
            if (!fits)
            {
                return null;
            }
        }

        return element;
    }
}
