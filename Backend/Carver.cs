using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Llvm;
using LtoPar.Linkage;

namespace LtoPar.Backend;

/// <summary>
/// Cuts one partition out of the input: opens the mapped bitcode in a context of its own, applies the symbol plan, and writes what is left as
/// bitcode. Those bytes are the partition. Everything that follows (a thread, a process, another machine, a cache key, a reproducer) starts
/// from them and from nothing else, which is why all of them give the same object.
/// </summary>
public static unsafe class Carver
{
    public static byte[] Carve(InputModule input, SymbolPlan plan, int partition)
    {
        using BitcodeBuffer buffer = CarveToBuffer(input, plan, partition);
        return buffer.Bytes.ToArray();
    }

    internal static BitcodeBuffer CarveToBuffer(InputModule input, SymbolPlan plan, int partition)
    {
        // The writer adds a symbol table when the target is registered: it must always be, or the bytes would depend on what ran before.
        Targets.EnsureInitialized();
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(input.Name));
        using LazyModule module = LazyModule.Open(input);
        new SymbolPlanApplier(module, input.Name, plan, partition).Apply();
        return new BitcodeBuffer(LLVM.WriteBitcodeToMemoryBuffer(module.Handle));
    }

    /// <summary>From a chunk of the input.</summary>
    /// <param name="symbols">The ordinals that the chunk's symbols have in the input, in its order.</param>
    internal static BitcodeBuffer CarveToBuffer(InputModule chunk, IReadOnlyList<int> symbols, SymbolPlan plan, int partition)
    {
        Targets.EnsureInitialized();
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(chunk.Name));
        using LazyModule module = LazyModule.Open(chunk);
        ModuleSymbols values = new(module.Handle, plan.Graph.Symbols, symbols);
        new SymbolPlanApplier(module, values, chunk.Name, plan, partition).Apply();
        return new BitcodeBuffer(LLVM.WriteBitcodeToMemoryBuffer(module.Handle));
    }
}
