using LLVMSharp.Interop;

namespace LtoPar.Llvm;

/// <summary>Reads a module's named lists of metadata.</summary>
public static unsafe class NamedMetadata
{
    /// <returns>The nodes of the list as values, in its order; none where the module has no such list.</returns>
    public static nint[] OperandsOf(LLVMOpaqueModule* module, string list)
    {
        fixed (byte* name = LlvmText.ToUtf8(list))
        {
            nint[] nodes = new nint[LLVM.GetNamedMetadataNumOperands(module, (sbyte*)name)];
            fixed (nint* first = nodes)
            {
                LLVM.GetNamedMetadataOperands(module, (sbyte*)name, (LLVMOpaqueValue**)first);
            }

            return nodes;
        }
    }
}
