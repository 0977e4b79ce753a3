using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend;

/// <summary>Adds a global array that names symbols, and keeps them by that.</summary>
internal static unsafe class PointerArray
{
    public static LLVMOpaqueValue* Add(LazyModule module, string name, IReadOnlyCollection<nint> members) => Add(module.Handle, name, members);

    public static LLVMOpaqueValue* Add(LLVMOpaqueModule* module, string name, IReadOnlyCollection<nint> members)
    {
        LLVMOpaqueType* pointer = LLVM.PointerTypeInContext(LLVM.GetModuleContext(module), 0);
        nint[] elements = [.. members];
        fixed (nint* first = elements)
        fixed (byte* utf8 = LlvmText.ToUtf8(name))
        {
            LLVMOpaqueValue* array = LLVM.AddGlobal(module, LLVM.ArrayType2(pointer, (ulong)elements.Length), (sbyte*)utf8);
            LLVM.SetInitializer(array, LLVM.ConstArray2(pointer, (LLVMOpaqueValue**)first, (ulong)elements.Length));
            return array;
        }
    }
}
