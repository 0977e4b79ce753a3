using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Linkage;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>What a partition does to aliases and ifuncs: those of other partitions go, and locals that assembly names get one.</summary>
internal sealed unsafe class AliasSurgery(LazyModule module, ModuleSymbols values, SymbolPlan plan)
{
    private readonly SymbolTable _symbols = plan.Graph.Symbols;
    private readonly Rules _rules = plan.Graph.Rules;

    /// <summary>
    /// An alias that lives elsewhere and is seen through gives way to what it stands for; any other, and an ifunc, becomes a declaration. The C API
    /// cannot delete an alias: it is made internal, pointed at a variable of ours, and globaldce takes both.
    /// </summary>
    public void Replace(Func<int, bool> isDefinedHere)
    {
        LLVMOpaqueValue* sink = null;
        for (int symbol = _symbols.FunctionCount + _symbols.VariableCount; symbol < _symbols.Count; symbol++)
        {
            LLVMOpaqueValue* value = values[symbol];
            if (value is null || isDefinedHere(symbol))
            {
                continue;
            }

            bool isSeenThrough = _symbols.Has(symbol, SymbolFlags.SeenThrough) && _rules.HasFlag(Rules.AliasIdentity);
            LLVMOpaqueValue* declaration = isSeenThrough ? null : Declare(value, symbol);
            LLVM.ReplaceAllUsesWith(value, isSeenThrough ? LLVM.AliasGetAliasee(value) : declaration);
            if (_symbols.KindOf(symbol) == SymbolKind.IFunc)
            {
                LLVM.EraseGlobalIFunc(value);
            }
            else
            {
                if (sink is null)
                {
                    sink = MakeSink(module);
                }

                Bury(value, sink);
            }

            if (declaration is not null)
            {
                LlvmText.SetName(declaration, plan.Names[symbol]);
            }
        }
    }

    /// <summary>What the aliases that are to go point at: with it they go in globaldce.</summary>
    public static LLVMOpaqueValue* MakeSink(LazyModule module)
    {
        LLVMOpaqueType* type = LLVM.Int8TypeInContext(module.Context.Handle);
        byte empty = 0;
        LLVMOpaqueValue* sink = LLVM.AddGlobal(module.Handle, type, (sbyte*)&empty);
        LLVM.SetInitializer(sink, LLVM.ConstNull(type));
        LLVM.SetLinkage(sink, LLVMLinkage.LLVMInternalLinkage);
        return sink;
    }

    public static void Bury(LLVMOpaqueValue* alias, LLVMOpaqueValue* sink)
    {
        LLVM.SetLinkage(alias, LLVMLinkage.LLVMInternalLinkage);
        LLVM.AliasSetAliasee(alias, sink);
        LlvmText.SetName(alias, "");
    }

    /// <summary>Locals that keep their spelling for assembly's sake: a hidden alias carries the unique name.</summary>
    public void AddUniqueNames(IReadOnlyList<int> definedHere)
    {
        foreach (int symbol in definedHere)
        {
            if (plan.Promotion[symbol] != Promotion.Aliased)
            {
                continue;
            }

            LLVMOpaqueValue* value = values[symbol];
            fixed (byte* name = LlvmText.ToUtf8(plan.Names[symbol]))
            {
                LLVMOpaqueValue* alias = LLVM.AddAlias2(
                    module.Handle, LLVM.GlobalGetValueType(value), LLVM.GetPointerAddressSpace(LLVM.TypeOf(value)), value, (sbyte*)name);
                LLVM.SetVisibility(alias, LLVMVisibility.LLVMHiddenVisibility);
            }
        }
    }

    /// <summary>
    /// A local of another partition whose name code generation spells: here the assembler takes the name for that symbol. IR has no alias of a
    /// declaration.
    /// </summary>
    public void SpellOthers(Func<int, bool> isDefinedHere)
    {
        for (int symbol = 0; symbol < _symbols.FunctionCount + _symbols.VariableCount; symbol++)
        {
            if (_symbols.Has(symbol, SymbolFlags.SpelledByCodegen) && plan.Promotion[symbol] == Promotion.Aliased && !isDefinedHere(symbol))
            {
                byte[] text = LlvmText.ToUtf8($".set {_symbols.Names[symbol]}, {plan.Names[symbol]}");
                fixed (byte* line = text)
                {
                    LLVM.AppendModuleInlineAsm(module.Handle, (sbyte*)line, (nuint)(text.Length - 1));
                }
            }
        }
    }

    private LLVMOpaqueValue* Declare(LLVMOpaqueValue* alias, int symbol)
    {
        LLVMOpaqueType* type = LLVM.GlobalGetValueType(alias);
        byte empty = 0;
        LLVMOpaqueValue* declaration;
        if (LLVM.GetTypeKind(type) == LLVMTypeKind.LLVMFunctionTypeKind)
        {
            declaration = LLVM.AddFunction(module.Handle, (sbyte*)&empty, type);
            if (_symbols.KindOf(symbol) == SymbolKind.Alias && _rules.HasFlag(Rules.AliasIdentity))
            {
                // Its address may be that of another symbol: of a weak one LLVM does not assume otherwise.
                LLVM.SetLinkage(declaration, LLVMLinkage.LLVMExternalWeakLinkage);
            }
        }
        else
        {
            declaration = LLVM.AddGlobalInAddressSpace(module.Handle, type, (sbyte*)&empty, LLVM.GetPointerAddressSpace(LLVM.TypeOf(alias)));
        }

        bool promoted = plan.IsPromoted(symbol);
        if (!_rules.HasFlag(Rules.AliasVisibility))
        {
            return declaration;
        }

        LLVM.SetVisibility(declaration, promoted ? LLVMVisibility.LLVMHiddenVisibility : LinkageMap.ToLlvm(plan.Visibility[symbol]));
        return declaration;
    }
}
