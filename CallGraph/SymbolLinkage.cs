namespace LtoPar.CallGraph;

/// <summary>LLVM's linkage kinds as plain data (LLVM language reference, "Linkage Types").</summary>
public enum SymbolLinkage : byte
{
    External,
    AvailableExternally,
    LinkOnceAny,
    LinkOnceOdr,
    WeakAny,
    WeakOdr,
    Appending,
    Internal,
    Private,
    ExternWeak,
    Common,
}

public static class SymbolLinkages
{
    /// <summary>Internal or private: no other object can name the symbol.</summary>
    public static bool IsLocal(this SymbolLinkage linkage) =>
        linkage is SymbolLinkage.Internal or SymbolLinkage.Private;

    /// <summary>The definition may be replaced by a different one at link or load time, so its body and value are not to be relied on.</summary>
    public static bool IsInterposable(this SymbolLinkage linkage) =>
        linkage is SymbolLinkage.WeakAny or SymbolLinkage.LinkOnceAny or SymbolLinkage.Common or SymbolLinkage.ExternWeak;

    public static bool IsLinkOnce(this SymbolLinkage linkage) =>
        linkage is SymbolLinkage.LinkOnceAny or SymbolLinkage.LinkOnceOdr;

    /// <summary>LLVM's isDiscardableIfUnused: a definition that nothing in the module uses may go.</summary>
    public static bool IsDiscardable(this SymbolLinkage linkage) =>
        linkage.IsLocal() || linkage.IsLinkOnce() || linkage == SymbolLinkage.AvailableExternally;

    /// <summary>The textual IR keyword.</summary>
    public static string Keyword(this SymbolLinkage linkage) => linkage switch
    {
        SymbolLinkage.External => "external",
        SymbolLinkage.AvailableExternally => "available_externally",
        SymbolLinkage.LinkOnceAny => "linkonce",
        SymbolLinkage.LinkOnceOdr => "linkonce_odr",
        SymbolLinkage.WeakAny => "weak",
        SymbolLinkage.WeakOdr => "weak_odr",
        SymbolLinkage.Appending => "appending",
        SymbolLinkage.Internal => "internal",
        SymbolLinkage.Private => "private",
        SymbolLinkage.ExternWeak => "extern_weak",
        SymbolLinkage.Common => "common",
        _ => throw new ArgumentOutOfRangeException(nameof(linkage), linkage, null),
    };
}
