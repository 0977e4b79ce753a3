namespace LtoPar.Bitcode.Symbols;

/// <summary>A comdat of LLVM's symbol table.</summary>
/// <param name="Name">The name as the object file will spell it.</param>
/// <param name="SelectionKind">llvm::Comdat::SelectionKind.</param>
public readonly record struct IrComdat(byte[] Name, int SelectionKind)
{
    private const int NoDeduplicateKind = 3;

    /// <summary>Whether the linker keeps the group whole but never drops it for another of its name.</summary>
    public bool NoDeduplicate => SelectionKind == NoDeduplicateKind;
}
