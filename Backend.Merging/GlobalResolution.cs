using LtoPar.Backend.Merging.Sources;
using LtoPar.Bitcode.Symbols;

namespace LtoPar.Backend.Merging;

/// <summary>All that the files together say of one name: llvm::lto::LTO::GlobalResolution.</summary>
internal sealed class GlobalResolution
{
    /// <summary>The file whose definition the program gets; null: it is in no file that is being merged.</summary>
    public SourceModule? Prevailing { get; set; }

    /// <summary>The prevailing definition's name in IR; empty when assembly defines it, or no file does.</summary>
    public string IrName { get; set; } = "";

    /// <summary>Something that is not being merged may refer to it: it keeps its name and linkage.</summary>
    public bool IsExternal { get; set; }

    /// <summary>No file cares for its address.</summary>
    public bool IsUnnamedAddr { get; set; } = true;

    /// <summary>It is in the dynamic symbol table.</summary>
    public bool IsExported { get; set; }

    /// <summary>The size of the largest common of the name; 0: there is no common.</summary>
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
