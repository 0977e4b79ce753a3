using LLVMSharp.Interop;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.CallGraph.Reading;

/// <summary>The must-stay-together rules that module-level records alone decide: comdats, named sections, aliases, ifuncs, keyed constructors.</summary>
internal static unsafe class ModuleTies
{
    public static List<Tie> Find(LLVMOpaqueModule* module, ModuleSymbols symbols, Dictionary<nint, int> ordinals)
    {
        List<Tie> ties = [];
        FindComdats(symbols, ties);
        FindSections(module, symbols, ties);
        int firstAlias = symbols.FunctionCount + symbols.VariableCount;
        for (int symbol = firstAlias; symbol < symbols.Count; symbol++)
        {
            bool isAlias = symbol < firstAlias + symbols.AliasCount;
            LLVMOpaqueValue* target = isAlias ? LLVM.AliasGetAliasee(symbols[symbol]) : LLVM.GetGlobalIFuncResolver(symbols[symbol]);
            if (ordinals.TryGetValue((nint)Constants.BaseSymbol(target), out int other))
            {
                ties.Add(Tie.Of(symbol, other, isAlias ? TieReason.Alias : TieReason.IFunc));
            }
        }

        FindStructorKeys(module, "llvm.global_ctors", ordinals, ties);
        FindStructorKeys(module, "llvm.global_dtors", ordinals, ties);
        return ties;
    }

    private static void FindComdats(ModuleSymbols symbols, List<Tie> ties)
    {
        Dictionary<nint, int> firstMember = [];
        for (int symbol = 0; symbol < symbols.FunctionCount + symbols.VariableCount; symbol++)
        {
            nint comdat = (nint)LLVM.GetComdat(symbols[symbol]);
            if (comdat != 0 && !firstMember.TryAdd(comdat, symbol))
            {
                ties.Add(Tie.Of(firstMember[comdat], symbol, TieReason.Comdat));
            }
        }
    }

    /// <summary>
    /// Tables that a linker collects (__start_NAME, .init_array, a linker script's) keep module order in one object; across objects they would have
    /// the order of partitions. Members that the linker may drop one by one (comdat, !associated) never had a dependable place.
    /// </summary>
    private static void FindSections(LLVMOpaqueModule* module, ModuleSymbols symbols, List<Tie> ties)
    {
        uint associated;
        fixed (byte* name = "associated"u8)
        {
            associated = LLVM.GetMDKindIDInContext(LLVM.GetModuleContext(module), (sbyte*)name, 10);
        }

        Dictionary<string, int> firstMember = new(StringComparer.Ordinal);
        for (int symbol = symbols.FunctionCount; symbol < symbols.FunctionCount + symbols.VariableCount; symbol++)
        {
            LLVMOpaqueValue* variable = symbols[symbol];
            if (LLVM.IsDeclaration(variable) == 0 && LLVM.GetLinkage(variable) is not (LLVMLinkage.LLVMAppendingLinkage or LLVMLinkage.LLVMAvailableExternallyLinkage)
                && LlvmText.From(LLVM.GetSection(variable)) is { Length: > 0 } section
                && LLVM.GetComdat(variable) is null && !HasMetadata(variable, associated)
                && !firstMember.TryAdd(section, symbol))
            {
                ties.Add(Tie.Of(firstMember[section], symbol, TieReason.Section));
            }
        }
    }

    private static bool HasMetadata(LLVMOpaqueValue* variable, uint kind)
    {
        nuint count;
        LLVMOpaqueValueMetadataEntry* entries = LLVM.GlobalCopyAllMetadata(variable, &count);
        bool found = false;
        for (uint i = 0; i < count; i++)
        {
            found |= LLVM.ValueMetadataEntriesGetKind(entries, i) == kind;
        }

        LLVM.DisposeValueMetadataEntries(entries);
        return found;
    }

    /// <summary>Entries are { priority, function, key }: the array stays whole, so one array's keys are all tied to it.</summary>
    private static void FindStructorKeys(LLVMOpaqueModule* module, string array, Dictionary<nint, int> ordinals, List<Tie> ties)
    {
        LLVMOpaqueValue* variable;
        fixed (byte* name = LlvmText.ToUtf8(array))
        {
            variable = LLVM.GetNamedGlobal(module, (sbyte*)name);
        }

        if (variable is null || LLVM.GetInitializer(variable) is var entries && entries is null)
        {
            return;
        }

        int owner = ordinals[(nint)variable];
        for (uint i = 0; i < (uint)LLVM.GetNumOperands(entries); i++)
        {
            LLVMOpaqueValue* entry = LLVM.GetOperand(entries, i);
            if (LLVM.GetNumOperands(entry) != 3 || !ordinals.TryGetValue((nint)Constants.BaseSymbol(LLVM.GetOperand(entry, 2)), out int key))
            {
                continue;
            }

            ties.Add(Tie.Of(owner, key, TieReason.StructorKey));
            if (ordinals.TryGetValue((nint)Constants.BaseSymbol(LLVM.GetOperand(entry, 1)), out int function))
            {
                ties.Add(Tie.Of(key, function, TieReason.StructorKey));
            }
        }
    }
}
