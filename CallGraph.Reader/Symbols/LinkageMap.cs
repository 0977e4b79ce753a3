using LLVMSharp.Interop;

namespace LtoPar.CallGraph.Reader.Symbols;

/// <summary>Linkage and visibility between plan data and LLVM. The tables are indexed by the plain value.</summary>
public static class LinkageMap
{
    private static readonly LLVMLinkage[] s_linkages =
    [
        LLVMLinkage.LLVMExternalLinkage,
        LLVMLinkage.LLVMAvailableExternallyLinkage,
        LLVMLinkage.LLVMLinkOnceAnyLinkage,
        LLVMLinkage.LLVMLinkOnceODRLinkage,
        LLVMLinkage.LLVMWeakAnyLinkage,
        LLVMLinkage.LLVMWeakODRLinkage,
        LLVMLinkage.LLVMAppendingLinkage,
        LLVMLinkage.LLVMInternalLinkage,
        LLVMLinkage.LLVMPrivateLinkage,
        LLVMLinkage.LLVMExternalWeakLinkage,
        LLVMLinkage.LLVMCommonLinkage,
    ];

    private static readonly LLVMVisibility[] s_visibilities =
    [
        LLVMVisibility.LLVMDefaultVisibility,
        LLVMVisibility.LLVMHiddenVisibility,
        LLVMVisibility.LLVMProtectedVisibility,
    ];

    /// <exception cref="InvalidOperationException">One of LLVM's obsolete linkages, which its bitcode reader never gives.</exception>
    public static SymbolLinkage FromLlvm(LLVMLinkage linkage) => Array.IndexOf(s_linkages, linkage) is var index and >= 0
        ? (SymbolLinkage)index
        : throw new InvalidOperationException($"obsolete linkage {linkage}");

    public static SymbolVisibility FromLlvm(LLVMVisibility visibility) => (SymbolVisibility)Array.IndexOf(s_visibilities, visibility);

    public static LLVMLinkage ToLlvm(SymbolLinkage linkage) => s_linkages[(int)linkage];

    public static LLVMVisibility ToLlvm(SymbolVisibility visibility) => s_visibilities[(int)visibility];
}
