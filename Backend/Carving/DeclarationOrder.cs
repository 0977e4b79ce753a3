using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Llvm.Symbols;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Puts the functions that a partition declares behind those that it defines, by name. A merged module has them in the order in which its files mention them
/// first: one call more, in a function of the first file, would move a declaration in every partition, and change its bytes.
///
/// The C API cannot move a function, so that each is declared anew. What it cannot copy stays where it is: dso_local where visibility does not imply it, a code
/// address space. So do variables, of which it can say less still.
/// </summary>
internal static unsafe class DeclarationOrder
{
    /// <summary>Sorts the declarations. Pointers to them are invalid afterwards; unused ones stay where they are.</summary>
    public static void Sort(LazyModule module, SymbolPlan plan)
    {
        HashSet<string> staying = Staying(plan);
        List<(string Name, nint Function)> moving = [];
        for (LLVMOpaqueValue* f = LLVM.GetFirstFunction(module.Handle); f is not null; f = LLVM.GetNextFunction(f))
        {
            if (LLVM.IsDeclaration(f) != 0 && LLVM.GetFirstUse(f) is not null && LLVM.GetPointerAddressSpace(LLVM.TypeOf(f)) == 0
                && LlvmText.NameOf(f) is { Length: > 0 } name && !staying.Contains(name))
            {
                moving.Add((name, (nint)f));
            }
        }

        moving.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach ((string name, nint function) in moving)
        {
            Move(module, (LLVMOpaqueValue*)function, name);
        }
    }

    private static void Move(LazyModule module, LLVMOpaqueValue* function, string name)
    {
        LLVMOpaqueValue* copy = Declare(module, function);
        GlobalProperties.Copy(function, copy);
        LLVM.SetFunctionCallConv(copy, LLVM.GetFunctionCallConv(function));
        LLVM.SetGC(copy, LLVM.GetGC(function));
        CopyAttributes(function, copy);

        // Each replacement turns the order of uses round: after two it is what the reader of the bitcode makes of it.
        LLVMOpaqueValue* between = Declare(module, function);
        LLVM.ReplaceAllUsesWith(function, between);
        LLVM.ReplaceAllUsesWith(between, copy);
        LLVM.DeleteFunction(between);
        LLVM.DeleteFunction(function);
        LlvmText.SetName(copy, name);
    }

    private static LLVMOpaqueValue* Declare(LazyModule module, LLVMOpaqueValue* like)
    {
        byte empty = 0;
        return LLVM.AddFunction(module.Handle, (sbyte*)&empty, LLVM.GlobalGetValueType(like));
    }

    private static void CopyAttributes(LLVMOpaqueValue* from, LLVMOpaqueValue* to)
    {
        const uint OfFunction = uint.MaxValue; // LLVMAttributeFunctionIndex; 0 is the value that is returned, then come the parameters
        uint parameters = LLVM.CountParams(from);
        for (uint index = OfFunction; index != parameters + 1; index++)
        {
            LLVMOpaqueAttributeRef*[] attributes = new LLVMOpaqueAttributeRef*[LLVM.GetAttributeCountAtIndex(from, (LLVMAttributeIndex)index)];
            fixed (LLVMOpaqueAttributeRef** start = attributes)
            {
                LLVM.GetAttributesAtIndex(from, (LLVMAttributeIndex)index, start);
            }

            foreach (LLVMOpaqueAttributeRef* attribute in attributes)
            {
                LLVM.AddAttributeAtIndex(to, (LLVMAttributeIndex)index, attribute);
            }
        }
    }

    /// <summary>What other partitions define and this one sees as hidden is dso_local whether it is marked or not.</summary>
    private static HashSet<string> Staying(SymbolPlan plan)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        HashSet<string> names = new(StringComparer.Ordinal);
        for (int symbol = 0; symbol < symbols.FunctionCount; symbol++)
        {
            bool isImplied = plan.Visibility[symbol] != SymbolVisibility.Default && plan.Linkage[symbol] != SymbolLinkage.ExternWeak;
            if (symbols.Has(symbol, SymbolFlags.DsoLocal) && !isImplied)
            {
                names.Add(plan.Names[symbol]);
            }
        }

        return names;
    }
}
