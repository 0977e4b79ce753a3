using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader.Symbols;

/// <summary>The attributes of every symbol, from the module-level records (no body is read).</summary>
internal static unsafe class SymbolTableReader
{
    /// <param name="dsoLocal">Names of what is marked so.</param>
    /// <param name="isForPrograms">The code is for programs alone, where the loader replaces no definition.</param>
    /// <param name="inlining">Null: nothing will be inlined, and what would decide on that is not read.</param>
    /// <param name="final">The linkage in the program.</param>
    public static SymbolTable Read(
        LLVMOpaqueModule* module, ModuleSymbols symbols, IReadOnlySet<string> dsoLocal, bool isForPrograms, InliningAttributes? inlining, FinalLinkage final)
    {
        SymbolTable table = new(symbols.FunctionCount, symbols.VariableCount, symbols.AliasCount, symbols.IFuncCount);
        LLVMOpaqueTargetData* layout = LLVM.GetModuleDataLayout(module);
        ConstantContent content = new();
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            LLVMOpaqueValue* value = symbols[symbol];
            table.Names[symbol] = LlvmText.NameOf(value);
            table.Linkage[symbol] = final.Of(value);
            table.Visibility[symbol] = table.Linkage[symbol].IsLocal() ? SymbolVisibility.Default : LinkageMap.FromLlvm(LLVM.GetVisibility(value));
            table.Flags[symbol] = ReadFlags(table, symbol, value);
            if (dsoLocal.Contains(table.Names[symbol]))
            {
                table.Flags[symbol] |= table.IsFunction(symbol) && !IsImpliedLocal(table, symbol) ? SymbolFlags.DsoLocal : 0;
                table.Flags[symbol] |= !isForPrograms && MayHaveLocalAlias(table, symbol, value) ? SymbolFlags.LocallyBound : 0;
            }

            if (inlining is not null && table.IsFunction(symbol))
            {
                table.Flags[symbol] |= inlining.FlagsOf(value) | (final.IsInterposable(value) ? SymbolFlags.Interposable : 0);
            }

            if (table.KindOf(symbol) == SymbolKind.Variable)
            {
                ReadVariable(table, symbol, value, layout);
                table.Content[symbol] = content.Of(value);
            }
            else if (table.KindOf(symbol) == SymbolKind.Alias && final.IsSeenThrough(value))
            {
                table.Flags[symbol] |= SymbolFlags.SeenThrough;
            }
        }

        MarkMembers(table, symbols, module, "llvm.used", SymbolFlags.Used);
        MarkMembers(table, symbols, module, "llvm.compiler.used", SymbolFlags.CompilerUsed);
        MarkSlots(table);
        return table;
    }

    /// <summary>No other program has variables with these three marks: compilers for processors never write externally_initialized.</summary>
    private static void MarkSlots(SymbolTable table)
    {
        for (int symbol = table.FunctionCount; symbol < table.FunctionCount + table.VariableCount; symbol++)
        {
            bool isSlot = table.Has(symbol, SymbolFlags.Definition | SymbolFlags.ExternallyInitialized | SymbolFlags.HasSection | SymbolFlags.CompilerUsed)
                && !table.HasAny(symbol, SymbolFlags.ThreadLocal | SymbolFlags.MetadataArray);
            table.Flags[symbol] |= isSlot ? SymbolFlags.Slot : 0;
        }
    }

    private static SymbolFlags ReadFlags(SymbolTable table, int symbol, LLVMOpaqueValue* value)
    {
        SymbolFlags flags = SymbolFlags.None;
        SymbolKind kind = table.KindOf(symbol);
        if (kind is SymbolKind.Alias or SymbolKind.IFunc || LLVM.IsDeclaration(value) == 0)
        {
            flags |= SymbolFlags.Definition;
        }

        if (LLVM.GetUnnamedAddress(value) == LLVMUnnamedAddr.LLVMGlobalUnnamedAddr)
        {
            flags |= SymbolFlags.UnnamedAddr;
        }

        if (kind is SymbolKind.Function or SymbolKind.Variable)
        {
            if (LLVM.GetSection(value) is var section && section is not null && *section != 0)
            {
                flags |= SymbolFlags.HasSection;
            }

            if (LLVM.GetComdat(value) is not null)
            {
                flags |= SymbolFlags.HasComdat;
            }
        }

        if (kind == SymbolKind.Function && table.Names[symbol].StartsWith("llvm.", StringComparison.Ordinal))
        {
            flags |= SymbolFlags.Intrinsic;
        }

        return flags;
    }

    /// <summary>LLVM marks it itself (GlobalValue::isImplicitDSOLocal).</summary>
    private static bool IsImpliedLocal(SymbolTable table, int symbol) =>
        table.Linkage[symbol].IsLocal() || (table.Visibility[symbol] != SymbolVisibility.Default && table.Linkage[symbol] != SymbolLinkage.ExternWeak);

    /// <summary>The condition is LLVM's (GlobalValue::canBenefitFromLocalAlias).</summary>
    private static bool MayHaveLocalAlias(SymbolTable table, int symbol, LLVMOpaqueValue* value) =>
        table.Linkage[symbol] == SymbolLinkage.External
        && table.Visibility[symbol] == SymbolVisibility.Default
        && table.Has(symbol, SymbolFlags.Definition)
        && table.KindOf(symbol) != SymbolKind.IFunc
        && (!table.Has(symbol, SymbolFlags.HasComdat)
            || LLVM.GetComdatSelectionKind(LLVM.GetComdat(value)) == LLVMComdatSelectionKind.LLVMNoDeduplicateComdatSelectionKind);

    private static void ReadVariable(SymbolTable table, int symbol, LLVMOpaqueValue* value, LLVMOpaqueTargetData* layout)
    {
        SymbolFlags flags = table.Flags[symbol];
        string name = table.Names[symbol];
        flags |= LLVM.IsGlobalConstant(value) != 0 ? SymbolFlags.Constant : 0;
        flags |= LLVM.IsThreadLocal(value) != 0 ? SymbolFlags.ThreadLocal : 0;
        flags |= LLVM.IsExternallyInitialized(value) != 0 ? SymbolFlags.ExternallyInitialized : 0;
        if (name is "llvm.global_ctors" or "llvm.global_dtors")
        {
            flags |= SymbolFlags.StructorArray;
        }
        else if (name is "llvm.used" or "llvm.compiler.used"
            || (table.Linkage[symbol] == SymbolLinkage.Appending && LlvmText.From(LLVM.GetSection(value)) == "llvm.metadata"))
        {
            flags |= SymbolFlags.MetadataArray;
        }

        LLVMOpaqueType* type = LLVM.GlobalGetValueType(value);
        // The size of an opaque type cannot be asked for; only declarations can have one.
        if ((flags & SymbolFlags.Definition) != 0)
        {
            table.Size[symbol] = checked((long)LLVM.ABISizeOfType(layout, type));
            flags |= IsMergeable(LLVM.GetInitializer(value), table.Size[symbol]) ? SymbolFlags.Mergeable : 0;
        }

        table.Flags[symbol] = flags;
    }

    /// <summary>
    /// Whether LLVM chooses a mergeable section for ELF: C strings, and constants of 4, 8, 16 or 32 bytes. Whether the value needs relocations is
    /// known once the edges are; GraphBuilder takes the flag back then.
    /// </summary>
    private static bool IsMergeable(LLVMOpaqueValue* initializer, long size)
    {
        return size is 4 or 8 or 16 or 32 || IsCString(initializer);
    }

    private static bool IsCString(LLVMOpaqueValue* initializer)
    {
        if (LLVM.GetValueKind(initializer) != LLVMValueKind.LLVMConstantDataArrayValueKind || LLVM.IsConstantString(initializer) == 0)
        {
            return false;
        }

        nuint length;
        sbyte* text = LLVM.GetAsString(initializer, &length);
        return length > 0 && new ReadOnlySpan<sbyte>(text, (int)length).IndexOf((sbyte)0) == (int)length - 1;
    }

    private static void MarkMembers(SymbolTable table, ModuleSymbols symbols, LLVMOpaqueModule* module, string array, SymbolFlags flag)
    {
        LLVMOpaqueValue* variable = NamedSymbols.Variable(module, array);
        if (variable is null || LLVM.GetInitializer(variable) is var members && members is null)
        {
            return;
        }

        HashSet<nint> values = [];
        for (uint i = 0; i < (uint)LLVM.GetNumOperands(members); i++)
        {
            values.Add((nint)Constants.BaseSymbol(LLVM.GetOperand(members, i)));
        }

        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            if (values.Contains((nint)symbols[symbol]))
            {
                table.Flags[symbol] |= flag;
            }
        }
    }
}
