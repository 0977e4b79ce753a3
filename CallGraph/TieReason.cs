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

    /// <summary>Module-level asm defines or names the symbol, or inline asm relies on it.</summary>
    Asm,

    /// <summary>Variables placed in one named section: code walks them in the order they have there, which is the module's.</summary>
    Section,
}
