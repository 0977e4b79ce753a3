namespace LtoPar.CallGraph.Reading;

/// <summary>A symbol of LLVM's symbol table.</summary>
/// <param name="Name">As the object file will spell it.</param>
/// <param name="IrName">As IR spells it; empty for what only module-level asm defines or uses.</param>
/// <param name="Flags">What it is.</param>
internal readonly record struct IrSymbol(string Name, string IrName, IrSymbolFlags Flags)
{
    public bool IsDefined => (Flags & IrSymbolFlags.Undefined) == 0;

    public bool IsGlobal => (Flags & IrSymbolFlags.Global) != 0;
}
