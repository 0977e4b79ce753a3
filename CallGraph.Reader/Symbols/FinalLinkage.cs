using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader.Symbols;

/// <summary>
/// Says what the linkage of a symbol is in the program, and what follows from it. In a segment of the program a symbol may be visible to other segments alone.
/// </summary>
/// <param name="segments">What holds of the segments together; null: the module is the program.</param>
/// <param name="semanticInterposition">The loader may replace definitions, and code must not know them.</param>
internal sealed unsafe class FinalLinkage(SegmentLinkage? segments, bool semanticInterposition)
{
    public SymbolLinkage Of(LLVMOpaqueValue* value) =>
        segments?.Internal.Contains(LlvmText.NameOf(value)) == true && LLVM.GetDLLStorageClass(value) == LLVMDLLStorageClass.LLVMDefaultStorageClass
            ? SymbolLinkage.Internal
            : LinkageMap.FromLlvm(LLVM.GetLinkage(value));

    /// <summary>Another definition may take its place, in the link or when the program is loaded.</summary>
    public bool IsInterposable(LLVMOpaqueValue* value) => Of(value).IsInterposable() || (semanticInterposition && !IsBound(value));

    /// <summary>
    /// Nothing can replace the alias (it is neither weak nor open to interposition), and nothing can replace what it stands for, now or when
    /// the program is loaded: a hidden alias of a visible function is there to call the function whatever the loader makes of its name. An
    /// offset into a function would make calls indirect, and one into a thread-local variable has no IR; other segments know aliases without an offset alone.
    /// </summary>
    public bool IsSeenThrough(LLVMOpaqueValue* alias)
    {
        bool isReplaceable = IsInterposable(alias);
        bool isWhole = true;
        LLVMOpaqueValue* target = alias;
        while (target is not null && LLVM.GetValueKind(target) == LLVMValueKind.LLVMGlobalAliasValueKind)
        {
            LLVMOpaqueValue* aliasee = LLVM.AliasGetAliasee(target);
            target = Constants.BaseSymbol(aliasee);
            isWhole &= target == aliasee;
        }

        if (isReplaceable || target is null || !IsBound(target))
        {
            return false;
        }

        return isWhole || (LLVM.GetValueKind(target) == LLVMValueKind.LLVMGlobalVariableValueKind && LLVM.IsThreadLocal(target) == 0 && !IsCrossing(alias));
    }

    /// <summary>References from this link's output reach this very symbol, whatever else is loaded.</summary>
    private bool IsBound(LLVMOpaqueValue* value) => Of(value).IsLocal() || LLVM.GetVisibility(value) != LLVMVisibility.LLVMDefaultVisibility;

    private bool IsCrossing(LLVMOpaqueValue* value) => segments?.Crossing.Contains(LlvmText.NameOf(value)) == true;
}
