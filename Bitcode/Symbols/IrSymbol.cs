namespace LtoPar.Bitcode.Symbols;

/// <summary>A symbol of LLVM's symbol table.</summary>
/// <param name="Name">As the object file will spell it.</param>
/// <param name="IrName">As IR spells it; empty for what only module-level asm defines or uses.</param>
/// <param name="Flags">What it is.</param>
public readonly record struct IrSymbol(string Name, string IrName, IrSymbolFlags Flags)
{
    /// <summary>The name as it is in the file: not every name is UTF-8.</summary>
    public byte[] NameBytes { get; init; } = [];

    /// <summary>Index of its comdat in <see cref="IrSymbolTable.Comdats"/>; -1: none.</summary>
    public int Comdat { get; init; } = -1;

    /// <summary>Bytes; of commons alone.</summary>
    public uint CommonSize { get; init; }

    /// <summary>Bytes; of commons alone.</summary>
    public uint CommonAlignment { get; init; }

    /// <summary>The section that the source asks for; null: none.</summary>
    public string? SectionName { get; init; }

    public bool IsDefined => (Flags & IrSymbolFlags.Undefined) == 0;

    public bool IsGlobal => (Flags & IrSymbolFlags.Global) != 0;

    /// <summary>A linker is told of it (llvm::lto::InputFile lists these and no others).</summary>
    public bool IsForLinker => (Flags & (IrSymbolFlags.Global | IrSymbolFlags.FormatSpecific)) == IrSymbolFlags.Global;
}
