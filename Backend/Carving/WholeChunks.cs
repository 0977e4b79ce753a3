using LLVMSharp.Interop;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Platform.Crashes;

namespace LtoPar.Backend.Carving;

/// <summary>Makes chunks of a program that is one module.</summary>
internal sealed unsafe class WholeChunks(InputModule input, SymbolPlan plan)
{
    /// <returns>Null: there can be no chunk, and partitions are carved from the program.</returns>
    public Chunk? Make(IEnumerable<int> partitions)
    {
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(input.Name));
        using LazyModule module = LazyModule.Open(input, input.WithoutTypeNames);
        return new ChunkApplier(module, input.Name, plan, new ChunkRoles(plan, partitions)).Apply() is { } symbols
            ? new Chunk(InputModule.TakeBuffer(LLVM.WriteBitcodeToMemoryBuffer(module.Handle), input.Name), symbols)
            : null;
    }
}
