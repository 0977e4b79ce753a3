using LtoPar.Bitcode.Symbols;
using LtoPar.Elf;
using LtoPar.LinkJobs;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>All that the bitcode files of a link say of one symbol, as ld.lld merges it before it compiles them.</summary>
internal sealed class BitcodeName(string text, byte[] bytes)
{
    /// <summary>The name as messages spell it (<see cref="CallGraph.Llvm.LlvmText"/>).</summary>
    public string Text { get; } = text;

    /// <summary>The name as the object file spells it.</summary>
    public byte[] Bytes { get; } = bytes;

    /// <summary>The most constraining visibility that a definition or a reference gives it.</summary>
    public ElfVisibility Visibility { get; private set; }

    /// <summary>One file's definition is the program's, and so is in one of the objects.</summary>
    public bool IsPrevailing { get; private set; }

    /// <summary>The definition that prevails is not weak.</summary>
    public bool IsStrong { get; private set; }

    /// <summary>A file refers to it that needs it.</summary>
    public bool IsNeeded { get; private set; }

    /// <summary>Something native defines it or refers to it, or it is exported.</summary>
    public bool IsVisibleToNative { get; private set; }

    public bool IsThreadLocal { get; private set; }

    /// <summary>Bytes of the largest common symbol of the name; 0: the name is no common.</summary>
    public uint CommonSize { get; private set; }

    /// <summary>Bytes.</summary>
    public uint CommonAlignment { get; private set; }

    /// <param name="isExcluded">The file is a member of an archive of --exclude-libs.</param>
    public void Add(IrSymbol symbol, SymbolResolution resolution, bool isExcluded)
    {
        bool prevails = (resolution & SymbolResolution.Prevailing) != 0;
        Constrain((symbol.Flags & IrSymbolFlags.Hidden) != 0 || (isExcluded && symbol.IsDefined && prevails) ? ElfVisibility.Hidden
            : (symbol.Flags & IrSymbolFlags.Protected) != 0 ? ElfVisibility.Protected : ElfVisibility.Default);
        bool isWeak = (symbol.Flags & IrSymbolFlags.Weak) != 0;
        IsPrevailing |= prevails;
        IsStrong |= prevails && !isWeak;
        IsNeeded |= !symbol.IsDefined && !isWeak;
        IsVisibleToNative |= (resolution & SymbolResolution.VisibleToRegularObject) != 0;
        IsThreadLocal |= (symbol.Flags & IrSymbolFlags.ThreadLocal) != 0;
        if ((symbol.Flags & IrSymbolFlags.Common) != 0)
        {
            CommonSize = Math.Max(CommonSize, symbol.CommonSize);
            CommonAlignment = Math.Max(CommonAlignment, symbol.CommonAlignment);
        }
    }

    private void Constrain(ElfVisibility visibility)
    {
        if (visibility != ElfVisibility.Default && (Visibility == ElfVisibility.Default || visibility < Visibility))
        {
            Visibility = visibility;
        }
    }
}
