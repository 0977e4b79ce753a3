namespace LtoPar.Bitcode.Symbols;

/// <summary>A symbol of LLVM's symbol table.</summary>
/// <param name="Name">The name as the object file will spell it.</param>
/// <param name="IrName">The name as IR spells it; empty for symbols that only module-level asm defines or uses.</param>
/// <param name="Flags">Its facts.</param>
public readonly record struct IrSymbol(string Name, string IrName, IrSymbolFlags Flags)
{
    /// <summary>The name as it is in the file: not every name is UTF-8.</summary>
    public byte[] NameBytes { get; init; } = [];

    /// <summary>The index of its comdat in <see cref="IrSymbolTable.Comdats"/>; -1: it is in no comdat.</summary>
    public int Comdat { get; init; } = -1;

    /// <summary>The size of a common in bytes; 0 for other symbols.</summary>
    public uint CommonSize { get; init; }

    /// <summary>The alignment of a common in bytes; 0 for other symbols.</summary>
    public uint CommonAlignment { get; init; }

    /// <summary>The section that the source asks for; null: it asks for no section.</summary>
    public string? SectionName { get; init; }

    public bool IsDefined => (Flags & IrSymbolFlags.Undefined) == 0;

    public bool IsGlobal => (Flags & IrSymbolFlags.Global) != 0;

    /// <summary>Whether linkers are told of it (llvm::lto::InputFile lists these and no others).</summary>
    public bool IsForLinker => (Flags & (IrSymbolFlags.Global | IrSymbolFlags.FormatSpecific)) == IrSymbolFlags.Global;
}
