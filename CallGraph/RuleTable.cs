namespace LtoPar.CallGraph;

/// <summary>Every rule by the name that --disable-rule knows, with the reason for it, in the order of <see cref="Rules"/>.</summary>
public static class RuleTable
{
    public static IReadOnlyList<(Rules Rule, string Name, string Reason)> All { get; } =
    [
        (Rules.Comdat, "comdat", "the linker keeps or drops the members of a comdat together"),
        (Rules.Alias, "alias", "an alias is a second name of a definition and needs it in its object"),
        (Rules.IFunc, "ifunc", "an ifunc needs the definition of its resolver"),
        (Rules.BlockAddress, "blockaddress", "the address of a block is known only where the function's body is"),
        (Rules.SymbolDifference, "symbol-difference", "an assembler can subtract two symbols only when it defines both"),
        (Rules.Associated, "associated", "SHF_LINK_ORDER links two sections of one object"),
        (Rules.BranchFunnel, "branch-funnel", "llvm.icall.branch.funnel addresses vtables by offset from one base object"),
        (Rules.StructorKey, "ctor-key", "an entry of llvm.global_ctors is dropped where its comdat key is only declared"),
        (Rules.StructorOrder, "ctor-order", "pointers in .init_array and its like run in the order in which they stand in the object"),
        (Rules.ModuleAsm, "module-asm", "what module-level asm names, and who uses what it defines for its object alone, stays with it"),
        (Rules.InlineAsm, "inline-asm", "labels, macros and statics that inline asm names exist in one object"),
        (Rules.LiteralName, "literal-name", "\\01name is name to the assembler, so a declaration of one reaches a static of the other in its object"),
        (Rules.SectionOrder, "section-order", "elements of a table in a section of its own come in the order of the module"),
        (Rules.ObjectTable, "object-table", "a table that code generation makes of all that is in one object stays whole where the program names it"),
        (Rules.FrameEscape, "frame-escape", "llvm.localrecover names a label that exists in the object of the function whose frame it looks into"),
        (Rules.FunctionOperands, "function-operands", "personality, prefix and prologue data are references of their function"),
        (
            Rules.SignificantAddress, "significant-address",
            "a constant whose address the program may see is not copied, whether or not a linker would merge the copies"),
        (Rules.PinnedValue, "pinned-value", "a value made of block addresses or symbol differences means something only beside its definition"),
        (Rules.InterposableValue, "interposable-value", "the value of a weak constant may be replaced by the linker and is not shown"),
        (Rules.InterposableBody, "interposable-body", "a function that another definition may replace is not imported, and nothing is inferred from its body"),
        (Rules.TiedBody, "tied-body", "a function that must stay with others is not imported: inlined elsewhere, its body would be apart from them"),
        (Rules.Promote, "promote", "a local symbol that another partition uses becomes visible to it"),
        (Rules.PromoteHidden, "promote-hidden", "a promoted symbol was invisible to the dynamic linker and stays so"),
        (Rules.UniqueName, "unique-name", "another object, or another link's output, may have a static of the same name"),
        (Rules.PrivatePrefix, "private-prefix", "a name with the assembler's private prefix (.L) never reaches the symbol table"),
        (Rules.NameUnnamed, "name-unnamed", "a symbol without a name needs one to be used from another object"),
        (Rules.AsmSpelling, "asm-spelling", "a static that assembly names keeps its spelling; an alias carries the unique name"),
        (Rules.VersionSign, "version-sign", "to a linker, what follows an @ in a visible name is a version"),
        (Rules.LinkOnceKept, "linkonce-kept", "a linkonce definition whose users are elsewhere would be deleted: it becomes weak"),
        (Rules.DeclarationLinkage, "declaration-linkage", "what the module only declares keeps its linkage: an undefined extern_weak symbol is null"),
        (Rules.LocalBinding, "local-binding", "a dso_local definition of default visibility is not to be replaced: other partitions use a hidden alias of it"),
        (Rules.CodegenSpelling, "codegen-spelling", "a static that code generation refers to by name is what each partition means by that name"),
        (Rules.DeadCode, "dead-code", "what nothing alive uses is in no partition: one that defines what dead code of another uses would keep it"),
        (Rules.AliasDeclaration, "alias-declaration", "an alias or ifunc of another partition is a declaration"),
        (
            Rules.AliasIdentity, "alias-identity",
            "an alias that is only declared would be another symbol to passes: its users use what it stands for, or stay with it"),
        (Rules.AliasVisibility, "alias-visibility", "the declaration of an alias keeps its visibility"),
        (Rules.ModuleAsmOnce, "module-asm-once", "module-level asm is assembled once"),
        (Rules.StructorArrayOnce, "ctor-array-once", "llvm.global_ctors and llvm.global_dtors are emitted once, whole and in order"),
        (
            Rules.UsedRebuilt, "used-rebuilt",
            "llvm.used and llvm.compiler.used are rebuilt from what a partition defines, or the linker and passes drop members"),
        (Rules.MetadataArrays, "metadata-arrays", "arrays in llvm.metadata name symbols of all partitions and reach no object"),
        (Rules.CallGraphProfile, "cg-profile", "an entry of CG Profile belongs to the object that defines the caller"),
        (
            Rules.StructorEvaluation, "ctor-evaluation",
            "constructors are run at compile time only where all of them are seen: their order counts"),
        (Rules.DifferenceSection, "difference-section", "operands of a symbol difference share a section: an assembler cannot subtract across two"),
    ];

    /// <summary>The command-line spelling of what is off: names joined with commas, empty when nothing is.</summary>
    public static string Disabled(Rules rules) =>
        rules == Rules.All ? "" : string.Join(',', All.Where(r => !rules.HasFlag(r.Rule)).Select(r => r.Name));
}
