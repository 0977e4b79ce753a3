namespace LtoPar.CallGraph;

/// <summary>Why two symbols must be defined in the same partition.</summary>
public enum TieReason : byte
{
    /// <summary>Members of one comdat: the linker keeps or drops them together.</summary>
    Comdat,

    /// <summary>An alias is a second name for a definition, so it needs that definition in its object.</summary>
    Alias,

    /// <summary>An ifunc needs its resolver's definition.</summary>
    IFunc,

    /// <summary>A blockaddress can only be formed where the function's body is.</summary>
    BlockAddress,

    /// <summary>An assembler can subtract two symbols only when it defines both.</summary>
    SymbolDifference,

    /// <summary>!associated: SHF_LINK_ORDER links two sections of one object.</summary>
    Associated,

    /// <summary>llvm.icall.branch.funnel addresses vtables by offset from one base object.</summary>
    BranchFunnel,

    /// <summary>A constructor entry with a comdat key is dropped where the key is only declared.</summary>
    StructorKey,

    /// <summary>Elements of a table in a section of its own: their order is the module's.</summary>
    SectionOrder,

    /// <summary>Pointers that the runtime calls in the order in which they stand in .init_array and its like.</summary>
    StructorOrder,

    /// <summary>A constructor that does nothing, and llvm.global_ctors: it goes where the two are seen together.</summary>
    StructorEmpty,

    /// <summary>A declaration and a static are one symbol to the assembler, for one of the names begins with \01.</summary>
    LiteralName,

    /// <summary>Both fill or name a table that code generation makes of all that is in one object (__LLVM_StackMaps).</summary>
    ObjectTable,

    /// <summary>
    /// A thread-local variable that nothing replaces, and its user: it has no hidden alias, since emulated thread-local storage does not support
    /// aliases.
    /// </summary>
    LocalBinding,

    /// <summary>One function calls llvm.localrecover on the other's frame.</summary>
    FrameEscape,

    /// <summary>Module-level asm defines or names the symbol, or inline asm relies on it.</summary>
    Asm,

    /// <summary>No rule: a search for the symbol that a program is wrong for, once it is apart from its users, keeps them together.</summary>
    Kept,
}
