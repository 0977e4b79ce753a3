namespace LtoPar.Bitcode.Symbols;

/// <summary>The facts that LLVM's symbol table gives of a symbol: the bits of storage::Symbol::FlagBits in llvm/Object/IRSymtab.h, version 3.</summary>
[Flags]
public enum IrSymbolFlags : uint
{
    None = 0,
    Hidden = 1 << 0,
    Protected = 1 << 1,

    /// <summary>The symbol takes the next record of the table of uncommon facts (size of a common, section name).</summary>
    HasUncommon = 1 << 2,

    Undefined = 1 << 3,
    Weak = 1 << 4,
    Common = 1 << 5,
    Indirect = 1 << 6,
    Used = 1 << 7,
    ThreadLocal = 1 << 8,
    MayOmit = 1 << 9,

    /// <summary>Other objects see it.</summary>
    Global = 1 << 10,

    /// <summary>The symbol is not for linkers: llvm.* and the like.</summary>
    FormatSpecific = 1 << 11,

    UnnamedAddr = 1 << 12,
    Executable = 1 << 13,
}
