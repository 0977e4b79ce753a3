using LLVMSharp.Interop;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader.Ties;

/// <summary>The must-stay-together rules that module-level records alone decide: comdats, aliases, ifuncs, constructors, tables in sections.</summary>
internal static unsafe class ModuleTies
{
    /// <summary>The sections that the runtime runs, by kind.</summary>
    internal static readonly string[][] StructorSections = [[".init_array", ".ctors"], [".fini_array", ".dtors"], [".preinit_array"]];

    private static readonly string[] s_structorArrays = ["llvm.global_ctors", "llvm.global_dtors"];

    /// <returns>The members of tables that have an order: other segments of the program may have more of them.</returns>
    public static OrderedTables Find(LLVMOpaqueModule* module, ModuleSymbols symbols, Dictionary<nint, int> ordinals, List<Tie> ties)
    {
        FindComdats(symbols, ties);
        IReadOnlyDictionary<string, int> sections = SectionOrder.Find(LLVM.GetModuleContext(module), symbols, ties);
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
        IReadOnlyList<StructorMember> structors = FindStructors(symbols);
        TieStructors(structors, ties);
        return new OrderedTables(sections, structors);
    }

    /// <summary>
    /// Variables that are put into .init_array and its like by hand run in the order of the module, those of llvm.global_ctors after them. All
    /// of one kind stay in one object, or the order would be that of the partitions.
    /// </summary>
    internal static void TieStructors(IReadOnlyList<StructorMember> structors, List<Tie> ties)
    {
        if (structors.Any(s => s.IsByHand))
        {
            ties.AddRange(structors.GroupBy(s => s.Kind).SelectMany(
                kind => kind.Skip(1).Select(member => Tie.Of(kind.First().Symbol, member.Symbol, TieReason.StructorOrder))));
        }
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

    private static List<StructorMember> FindStructors(ModuleSymbols symbols)
    {
        int first = symbols.FunctionCount;
        List<StructorMember> members = [];
        for (int symbol = first; symbol < first + symbols.VariableCount; symbol++)
        {
            LLVMOpaqueValue* variable = symbols[symbol];
            string section = LLVM.IsDeclaration(variable) != 0 ? "" : LlvmText.From(LLVM.GetSection(variable));
            int kind = Array.FindIndex(StructorSections, names => names.Any(n => section == n || section.StartsWith(n + ".", StringComparison.Ordinal)));
            bool isByHand = kind >= 0;
            if (kind < 0 && LLVM.GetLinkage(variable) == LLVMLinkage.LLVMAppendingLinkage)
            {
                kind = Array.IndexOf(s_structorArrays, LlvmText.NameOf(variable));
            }

            if (kind >= 0)
            {
                members.Add(new StructorMember(kind, symbol, isByHand));
            }
        }

        return members;
    }

    /// <summary>Entries are { priority, function, key }: the array stays whole, so one array's keys are all tied to it.</summary>
    private static void FindStructorKeys(LLVMOpaqueModule* module, string array, Dictionary<nint, int> ordinals, List<Tie> ties)
    {
        LLVMOpaqueValue* variable = NamedSymbols.Variable(module, array);
        foreach ((nint called, nint dependsOn) in StructorList.EntriesOf(variable))
        {
            if (!ordinals.TryGetValue(dependsOn, out int key))
            {
                continue;
            }

            ties.Add(Tie.Of(ordinals[(nint)variable], key, TieReason.StructorKey));
            if (ordinals.TryGetValue(called, out int function))
            {
                ties.Add(Tie.Of(key, function, TieReason.StructorKey));
            }
        }
    }
}
