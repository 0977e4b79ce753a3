using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Keeps the declarations that !associated of a segment names, until the segment is linked to the one with the definition. Metadata does not keep a
/// declaration alive, and an attachment that names nothing is not valid.
/// </summary>
internal static unsafe class AssociatedDeclarations
{
    private const string Prefix = "lto_par.associated.";

    /// <param name="values">The definitions of the segment that stay; null: a symbol that does not.</param>
    /// <param name="number">The segment's.</param>
    public static void Keep(LazyModule segment, ModuleSymbols values, int number)
    {
        Attachments associated = new(segment.Context.Handle, "associated");
        List<nint> declared = [];
        for (int i = 0; i < values.FunctionCount + values.VariableCount; i++)
        {
            LLVMOpaqueValue* value = values[i];
            if (value is not null && TargetOf(segment, associated, value) is var target && target is not null && LLVM.IsDeclaration(target) != 0)
            {
                declared.Add((nint)target);
            }
        }

        if (declared.Count > 0)
        {
            AddArray(segment, declared, Prefix + number.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Deletes what keeps them, from the chunk.</summary>
    public static void Release(LazyModule chunk)
    {
        for (LLVMOpaqueValue* v = LLVM.GetFirstGlobal(chunk.Handle), next; v is not null; v = next)
        {
            next = LLVM.GetNextGlobal(v);
            if (LlvmText.NameOf(v).StartsWith(Prefix, StringComparison.Ordinal))
            {
                LLVM.DeleteGlobal(v);
            }
        }
    }

    private static LLVMOpaqueValue* TargetOf(LazyModule segment, Attachments associated, LLVMOpaqueValue* value)
    {
        foreach (nint attached in associated.Of(value))
        {
            LLVMOpaqueValue* node = LLVM.MetadataAsValue(segment.Context.Handle, (LLVMOpaqueMetadata*)attached);
            if (LLVM.GetMDNodeNumOperands(node) == 1)
            {
                LLVMOpaqueValue* target;
                LLVM.GetMDNodeOperands(node, &target);
                return target is null ? null : Constants.BaseSymbol(target);
            }
        }

        return null;
    }

    private static void AddArray(LazyModule segment, List<nint> members, string name)
    {
        LLVMOpaqueType* pointer = LLVM.PointerTypeInContext(segment.Context.Handle, 0);
        nint[] elements = [.. members.Distinct()];
        fixed (nint* first = elements)
        fixed (byte* utf8 = LlvmText.ToUtf8(name))
        {
            LLVMOpaqueValue* array = LLVM.AddGlobal(segment.Handle, LLVM.ArrayType2(pointer, (ulong)elements.Length), (sbyte*)utf8);
            LLVM.SetInitializer(array, LLVM.ConstArray2(pointer, (LLVMOpaqueValue**)first, (ulong)elements.Length));
        }
    }
}
