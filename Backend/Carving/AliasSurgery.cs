using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Linkage;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Rewrites the aliases and ifuncs of a partition: those of other partitions are deleted, and locals whose names assembly spells get an alias.
/// </summary>
internal sealed unsafe class AliasSurgery(LazyModule module, ModuleSymbols values, SymbolPlan plan)
{
    private readonly SymbolTable _symbols = plan.Graph.Symbols;
    private readonly Rules _rules = plan.Graph.Rules;

    /// <summary>
    /// Replaces an alias of another partition by the value that it stands for if it is seen through; any other alias, and an ifunc, becomes a declaration. The
    /// C API cannot delete an alias: it is made internal, pointed at a placeholder variable, and globaldce deletes both.
    /// </summary>
    public void Replace(Func<int, bool> isDefinedHere)
    {
        LLVMOpaqueValue* placeholder = null;
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
                if (placeholder is null)
                {
                    placeholder = MakePlaceholder(module);
                }

                Detach(value, placeholder);
            }

            if (declaration is not null)
            {
                LlvmText.SetName(declaration, plan.Names[symbol]);
            }
        }
    }

    /// <summary>Makes the variable that the aliases to be deleted point at: globaldce deletes it with them.</summary>
    public static LLVMOpaqueValue* MakePlaceholder(LazyModule module)
    {
        LLVMOpaqueType* type = LLVM.Int8TypeInContext(module.Context.Handle);
        byte empty = 0;
        LLVMOpaqueValue* placeholder = LLVM.AddGlobal(module.Handle, type, (sbyte*)&empty);
        LLVM.SetInitializer(placeholder, LLVM.ConstNull(type));
        LLVM.SetLinkage(placeholder, LLVMLinkage.LLVMInternalLinkage);
        return placeholder;
    }

    public static void Detach(LLVMOpaqueValue* alias, LLVMOpaqueValue* placeholder)
    {
        LLVM.SetLinkage(alias, LLVMLinkage.LLVMInternalLinkage);
        LLVM.AliasSetAliasee(alias, placeholder);
        LlvmText.SetName(alias, "");
    }

    /// <summary>Gives locals that keep their spelling for assembly's sake a hidden alias with the unique name.</summary>
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
    /// Handles a local of another partition whose name code generation spells: here the assembler takes the name for that symbol. IR has no alias of a
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
                // Its address may be that of another symbol: LLVM does not assume otherwise of a weak one.
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
