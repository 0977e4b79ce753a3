using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader.Symbols;

/// <summary>The attributes of functions that tell LLVM's inliner what to do.</summary>
internal sealed unsafe class InliningAttributes
{
    private readonly AttributeKind[] _never = [new("noinline"), new("optnone"), new("naked"), new("presplitcoroutine")];
    private readonly AttributeKind _always = new("alwaysinline");
    private readonly AttributeKind _cold = new("cold");

    public SymbolFlags FlagsOf(LLVMOpaqueValue* function)
    {
        bool isNever = LLVM.IsFunctionVarArg(LLVM.GlobalGetValueType(function)) != 0 || _never.Any(kind => kind.IsOn(function));
        return (isNever ? SymbolFlags.NeverInlined : 0)
            | (_always.IsOn(function) ? SymbolFlags.AlwaysInline : 0) | (_cold.IsOn(function) ? SymbolFlags.Cold : 0);
    }
}
