using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.CallGraph.Reader.Symbols;

/// <summary>The module's symbols in ordinal order: the bridge between plan data and one context's pointers.</summary>
public sealed unsafe class ModuleSymbols
{
    private readonly nint[] _values;

    /// <exception cref="LtoParException">An alias is its own target: following it would never end.</exception>
    public ModuleSymbols(LLVMOpaqueModule* module)
    {
        List<nint> values = [];
        for (LLVMOpaqueValue* v = LLVM.GetFirstFunction(module); v is not null; v = LLVM.GetNextFunction(v))
        {
            values.Add((nint)v);
        }

        FunctionCount = values.Count;
        for (LLVMOpaqueValue* v = LLVM.GetFirstGlobal(module); v is not null; v = LLVM.GetNextGlobal(v))
        {
            values.Add((nint)v);
        }

        VariableCount = values.Count - FunctionCount;
        for (LLVMOpaqueValue* v = LLVM.GetFirstGlobalAlias(module); v is not null; v = LLVM.GetNextGlobalAlias(v))
        {
            values.Add((nint)v);
        }

        AliasCount = values.Count - FunctionCount - VariableCount;
        for (LLVMOpaqueValue* v = LLVM.GetFirstGlobalIFunc(module); v is not null; v = LLVM.GetNextGlobalIFunc(v))
        {
            values.Add((nint)v);
        }

        IFuncCount = values.Count - FunctionCount - VariableCount - AliasCount;
        _values = [.. values];
        RefuseAliasCycles(module);
    }

    private void RefuseAliasCycles(LLVMOpaqueModule* module)
    {
        for (int i = FunctionCount + VariableCount; i < FunctionCount + VariableCount + AliasCount; i++)
        {
            LLVMOpaqueValue* value = this[i];
            for (int steps = 0; value is not null && LLVM.GetValueKind(value) == LLVMValueKind.LLVMGlobalAliasValueKind; steps++)
            {
                if (steps > AliasCount)
                {
                    nuint length;
                    sbyte* file = LLVM.GetModuleIdentifier(module, &length);
                    string alias = LlvmText.NameOf(this[i]);
                    throw new LtoParException(LlvmText.From(file, length), $"alias '{alias}' stands for itself; check the input with 'opt -passes=verify'");
                }

                value = Constants.BaseSymbol(LLVM.AliasGetAliasee(value));
            }
        }
    }

    /// <summary>The symbols of a module that is left of a larger one, under the ordinals that they have there; others are null.</summary>
    /// <param name="kept">The ordinals in <paramref name="whole"/> of all that the module has, in the module's order; -1 leaves one out.</param>
    public ModuleSymbols(LLVMOpaqueModule* module, SymbolTable whole, IReadOnlyList<int> kept)
    {
        ModuleSymbols here = new(module);
        if (here.Count != kept.Count)
        {
            throw new InvalidOperationException("the module and the list of what it has are not of the same input");
        }

        _values = new nint[whole.Count];
        for (int i = 0; i < kept.Count; i++)
        {
            if (kept[i] >= 0)
            {
                _values[kept[i]] = here._values[i];
            }
        }

        FunctionCount = whole.FunctionCount;
        VariableCount = whole.VariableCount;
        AliasCount = whole.AliasCount;
        IFuncCount = whole.IFuncCount;
    }

    public int FunctionCount { get; }

    public int VariableCount { get; }

    public int AliasCount { get; }

    public int IFuncCount { get; }

    public int Count => _values.Length;

    /// <summary>Null for a symbol that this module does not have.</summary>
    public LLVMOpaqueValue* this[int symbol] => (LLVMOpaqueValue*)_values[symbol];

    public Dictionary<nint, int> Ordinals()
    {
        Dictionary<nint, int> ordinals = new(_values.Length);
        for (int i = 0; i < _values.Length; i++)
        {
            if (_values[i] != 0)
            {
                ordinals.Add(_values[i], i);
            }
        }

        return ordinals;
    }
}
