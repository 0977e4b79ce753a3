using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Llvm;
using LtoPar.Llvm.Symbols;

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
            if (values[i] is not null)
            {
                declared.AddRange(associated.TargetsOf(values[i]).Where(target => LLVM.IsDeclaration((LLVMOpaqueValue*)target) != 0));
            }
        }

        if (declared.Count > 0)
        {
            PointerArray.Add(segment, Prefix + number.ToString(CultureInfo.InvariantCulture), [.. declared.Distinct()]);
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
}
