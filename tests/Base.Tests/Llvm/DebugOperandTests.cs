using LtoPar.Bitcode.DebugInfo;
using LtoPar.Llvm;
using LtoPar.Llvm.DebugInfo;
using LtoPar.TestSupport;

namespace LtoPar.Base.Tests.Llvm;

/// <summary>The positions of operands are those of one version of LLVM: they are checked on every node of a C++ program.</summary>
public sealed unsafe class DebugOperandTests
{
    [Trait("Kind", "corpus")]
    [Theory]
    [InlineData("ninja")]
    [InlineData("lua")]
    public void What_is_not_looked_at_leads_nowhere(string program)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.Open(Corpus.File(program, "opt.bc", "O2-g"));
        using LazyModule module = LazyModule.Open(input);
        DebugNodes nodes = new(module.Context);
        Stack<nint> open = new(DebugNodes.CompileUnits(module.Handle));
        HashSet<nint> seen = [.. open];
        Dictionary<MetadataKind, int> skipped = [];
        while (open.TryPop(out nint node))
        {
            MetadataKind kind = DebugNodes.KindOf(node);
            nint[] operands = nodes.Operands(node).ToArray();
            for (int i = 0; i < operands.Length; i++)
            {
                if (operands[i] == 0)
                {
                    continue;
                }

                if (i < DebugOperand.MostLeaves && (DebugOperand.Leaves(kind) & (1u << i)) != 0)
                {
                    Assert.True(DebugNodes.IsLeaf(DebugNodes.KindOf(operands[i])), $"operand {i} of {kind} is {DebugNodes.KindOf(operands[i])}");
                    skipped[kind] = skipped.GetValueOrDefault(kind) + 1;
                }

                if (seen.Add(operands[i]))
                {
                    open.Push(operands[i]);
                }
            }
        }

        Assert.True(skipped.GetValueOrDefault(MetadataKind.CompositeType) > 100);
    }
}
