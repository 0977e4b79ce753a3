namespace LtoPar.CallGraph.Reader;

/// <summary>
/// Takes out of a program what rules that are switched off would have put in. The rules themselves are written where they belong and know
/// nothing of this; a run with all rules never comes here.
/// </summary>
internal static class DisabledRules
{
    public static void Apply(Rules rules, SymbolTable table, List<Tie> ties, List<int> withModuleAsm)
    {
        HashSet<int> moduleAsm = [.. withModuleAsm];
        ties.RemoveAll(tie => !rules.HasFlag(RuleOf(tie, moduleAsm)));
        if (!rules.HasFlag(Rules.ModuleAsm))
        {
            withModuleAsm.Clear();
        }

        SymbolFlags forgotten = (rules.HasFlag(Rules.AsmSpelling) ? 0 : SymbolFlags.NamedByAsm)
            | (rules.HasFlag(Rules.PinnedValue) ? 0 : SymbolFlags.PinnedInitializer)
            | (rules.HasFlag(Rules.SignificantAddress) ? 0 : SymbolFlags.AddressObserved)
            | (rules.HasFlag(Rules.LocalBinding) ? 0 : SymbolFlags.LocallyBound)
            | (rules.HasFlag(Rules.CodegenSpelling) ? 0 : SymbolFlags.SpelledByCodegen);
        SymbolFlags pretended = rules.HasFlag(Rules.SignificantAddress) ? 0 : SymbolFlags.UnnamedAddr;
        for (int symbol = 0; symbol < table.Count; symbol++)
        {
            table.Flags[symbol] = (table.Flags[symbol] & ~forgotten) | pretended;
        }
    }

    private static Rules RuleOf(Tie tie, HashSet<int> moduleAsm) => tie.Reason switch
    {
        TieReason.Comdat => Rules.Comdat,
        TieReason.Alias => Rules.Alias,
        TieReason.IFunc => Rules.IFunc,
        TieReason.BlockAddress => Rules.BlockAddress,
        TieReason.SymbolDifference => Rules.SymbolDifference,
        TieReason.Associated => Rules.Associated,
        TieReason.BranchFunnel => Rules.BranchFunnel,
        TieReason.StructorKey => Rules.StructorKey,
        TieReason.StructorEmpty => Rules.DeadCode,
        TieReason.StructorOrder => Rules.StructorOrder,
        TieReason.SectionOrder => Rules.SectionOrder,
        TieReason.ObjectTable => Rules.ObjectTable,
        TieReason.LocalBinding => Rules.LocalBinding,
        TieReason.FrameEscape => Rules.FrameEscape,
        TieReason.LiteralName => Rules.LiteralName,
        TieReason.Asm => moduleAsm.Contains(tie.First) && moduleAsm.Contains(tie.Second) ? Rules.ModuleAsm : Rules.InlineAsm,
        _ => throw new InvalidOperationException($"no rule for {tie.Reason}"),
    };
}
