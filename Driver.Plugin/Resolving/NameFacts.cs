using LtoPar.Bitcode.Symbols;

namespace LtoPar.Plugin.Resolving;

/// <summary>The facts of a name over all claimed files of a link, those that are not linked included (as in LLVM's own plugin).</summary>
internal sealed class NameFacts
{
    /// <summary>Every file allows the symbol to be missing in the dynamic symbol table (linkonce_odr and unnamed_addr).</summary>
    public bool CanOmitFromDynamicTable { get; private set; } = true;

    /// <summary>No file asks for a visibility.</summary>
    public bool DefaultVisibility { get; private set; } = true;

    /// <summary>The linker redirects references to the name, so nothing may be concluded from its definition.</summary>
    public bool Redefined { get; set; }

    /// <summary>Something that is not bitcode will refer to it, though the linker does not say so.</summary>
    public bool UsedOutside { get; set; }

    public void Take(IrSymbol symbol)
    {
        CanOmitFromDynamicTable &= (symbol.Flags & IrSymbolFlags.MayOmit) != 0;
        DefaultVisibility &= (symbol.Flags & (IrSymbolFlags.Hidden | IrSymbolFlags.Protected)) == 0;
    }
}
