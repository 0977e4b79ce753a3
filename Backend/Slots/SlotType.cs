using System.Globalization;
using System.Text;
using LLVMSharp.Interop;

namespace LtoPar.Backend.Slots;

/// <summary>
/// Spells LLVM's types for the table of slots, with sizes and offsets, so that values can be written without LLVM: <c>i32</c>, <c>double</c>, <c>ptr</c>,
/// <c>[4*8 double]</c> (four elements, eight bytes apart), <c>{0:i32 8:double}</c>, and <c>raw</c> for what has no spelling of a value.
/// </summary>
internal static unsafe class SlotType
{
    public static string Spell(LLVMOpaqueTargetData* layout, LLVMOpaqueType* type)
    {
        switch (LLVM.GetTypeKind(type))
        {
            case LLVMTypeKind.LLVMHalfTypeKind:
                return "half";
            case LLVMTypeKind.LLVMBFloatTypeKind:
                return "bfloat";
            case LLVMTypeKind.LLVMFloatTypeKind:
                return "float";
            case LLVMTypeKind.LLVMDoubleTypeKind:
                return "double";
            case LLVMTypeKind.LLVMPointerTypeKind:
                return "ptr";
            case LLVMTypeKind.LLVMIntegerTypeKind:
                uint width = LLVM.GetIntTypeWidth(type);
                return width is 8 or 16 or 32 or 64 or 128 ? string.Create(CultureInfo.InvariantCulture, $"i{width}") : "raw";
            case LLVMTypeKind.LLVMArrayTypeKind:
                return SpellArray(layout, LLVM.GetElementType(type), LLVM.GetArrayLength2(type));
            case LLVMTypeKind.LLVMVectorTypeKind:
                return SpellArray(layout, LLVM.GetElementType(type), LLVM.GetVectorSize(type));
            case LLVMTypeKind.LLVMStructTypeKind:
                return SpellStruct(layout, type);
            default:
                return "raw";
        }
    }

    /// <summary>Whether the type has pointers, so that a value of it may have to be relocated.</summary>
    public static bool HasPointer(LLVMOpaqueType* type)
    {
        switch (LLVM.GetTypeKind(type))
        {
            case LLVMTypeKind.LLVMPointerTypeKind:
                return true;
            case LLVMTypeKind.LLVMArrayTypeKind or LLVMTypeKind.LLVMVectorTypeKind:
                return HasPointer(LLVM.GetElementType(type));
            case LLVMTypeKind.LLVMStructTypeKind:
                for (uint i = 0; i < LLVM.CountStructElementTypes(type); i++)
                {
                    if (HasPointer(LLVM.StructGetTypeAtIndex(type, i)))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    private static string SpellArray(LLVMOpaqueTargetData* layout, LLVMOpaqueType* element, ulong count) =>
        string.Create(CultureInfo.InvariantCulture, $"[{count}*{LLVM.ABISizeOfType(layout, element)} {Spell(layout, element)}]");

    private static string SpellStruct(LLVMOpaqueTargetData* layout, LLVMOpaqueType* type)
    {
        StringBuilder text = new("{");
        for (uint i = 0; i < LLVM.CountStructElementTypes(type); i++)
        {
            string member = Spell(layout, LLVM.StructGetTypeAtIndex(type, i));
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : " ")}{LLVM.OffsetOfElement(layout, type, i)}:{member}");
        }

        return text.Append('}').ToString();
    }
}
