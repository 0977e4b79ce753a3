using LLVMSharp.Interop;
using LtoPar.CallGraph.Facts;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader.Facts;

/// <summary>The attributes that say what <see cref="FunctionFacts"/> do.</summary>
public static unsafe class FunctionAttributes
{
    private static readonly (FunctionFacts Fact, string Name)[] s_names =
    [
        (FunctionFacts.NoUnwind, "nounwind"),
        (FunctionFacts.NoFree, "nofree"),
        (FunctionFacts.NoSync, "nosync"),
        (FunctionFacts.WillReturn, "willreturn"),
        (FunctionFacts.NoRecurse, "norecurse"),
        (FunctionFacts.NoReturn, "noreturn"),
    ];

    private static readonly Lazy<(FunctionFacts Fact, AttributeKind Kind)[]> s_kinds = new(() => [.. s_names.Select(n => (n.Fact, new AttributeKind(n.Name)))]);

    private static readonly Lazy<AttributeKind> s_noCallback = new(() => new AttributeKind("nocallback"));

    /// <summary>The facts, each with its attribute, in a fixed order.</summary>
    public static IReadOnlyList<(FunctionFacts Fact, AttributeKind Kind)> Kinds => s_kinds.Value;

    public static (FunctionFacts Facts, MemoryAccess Access) Of(LLVMOpaqueValue* function)
    {
        FunctionFacts facts = FunctionFacts.None;
        foreach ((FunctionFacts fact, AttributeKind kind) in Kinds)
        {
            facts |= kind.IsOn(function) ? fact : 0;
        }

        // What comes back by no call of the program's code cannot come back to its caller's caller.
        facts |= LLVM.IsDeclaration(function) != 0 && s_noCallback.Value.IsOn(function) ? FunctionFacts.NoRecurse : 0;
        return (facts, MemoryWords.FromLlvm(MemoryAttribute.Instance.Kind.ValueOn(function)));
    }

    /// <summary>What the call itself says, whatever it calls.</summary>
    public static (FunctionFacts Facts, MemoryAccess Access) OfCall(LLVMOpaqueValue* call)
    {
        FunctionFacts facts = FunctionFacts.None;
        foreach ((FunctionFacts fact, AttributeKind kind) in Kinds)
        {
            facts |= kind.IsOnCall(call) ? fact : 0;
        }

        return (facts, MemoryWords.FromLlvm(MemoryAttribute.Instance.Kind.ValueOnCall(call)));
    }
}
