using LtoPar.Backend.Merging.Sources;
using LtoPar.Bitcode.Symbols;

namespace LtoPar.Backend.Merging;

/// <summary>What all files together say of one name: llvm::lto::LTO::GlobalResolution.</summary>
internal sealed class GlobalResolution
{
    /// <summary>The file whose definition the program gets; null: none of those being merged.</summary>
    public SourceModule? Prevailing { get; set; }

    /// <summary>As IR spells the prevailing definition; empty when assembly defines it, or nothing does.</summary>
    public string IrName { get; set; } = "";

    /// <summary>Something that is not being merged may refer to it: it keeps its name and linkage.</summary>
    public bool IsExternal { get; set; }

    /// <summary>No file cares for its address.</summary>
    public bool IsUnnamedAddr { get; set; } = true;

    /// <summary>It is in the dynamic symbol table.</summary>
    public bool IsExported { get; set; }

    /// <summary>Of all commons of the name the largest; 0: there is none.</summary>
    public uint CommonSize { get; set; }

    public uint CommonAlignment { get; set; }

    /// <summary>A common prevails, and no definition of another kind.</summary>
    public bool IsCommon { get; set; }

    public void Add(in IrSymbol symbol)
    {
        IsUnnamedAddr &= (symbol.Flags & IrSymbolFlags.UnnamedAddr) != 0;
        IsExternal |= (symbol.Flags & IrSymbolFlags.Used) != 0;
        if ((symbol.Flags & IrSymbolFlags.Common) != 0)
        {
            CommonSize = Math.Max(CommonSize, symbol.CommonSize);
            CommonAlignment = Math.Max(CommonAlignment, symbol.CommonAlignment);
        }
    }
}
