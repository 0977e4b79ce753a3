using LLVMSharp.Interop;
using LtoPar.Backend.Slots;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Platform.Crashes;
using LtoPar.Platform.Files;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Cuts one partition out of the input: opens the mapped bitcode in a context of its own, applies the symbol plan, and writes what is left as
/// bitcode. Those bytes are the partition. Everything that leaves the process (another machine, a cache key, a reproducer) starts
/// from them and from nothing else, which is why all of them give the same object.
/// </summary>
public static unsafe class Carver
{
    /// <param name="trims">
    /// Whether debug information that the partition does not need is left out before LLVM reads it, or after: both give the same bytes.
    /// </param>
    public static byte[] Carve(InputModule input, SymbolPlan plan, int partition, bool trims = true)
    {
        using LazyModule module = CarveToModule(input, null, plan, partition, trims);
        using BitcodeBuffer buffer = Write(module);
        return buffer.Bytes.ToArray();
    }

    /// <summary>Makes the partition as a module in memory. The input's bytes must outlive it.</summary>
    /// <param name="symbols">
    /// The ordinals that the symbols of <paramref name="input"/> have in the whole input, in its order, where it is a chunk; null: it is the whole.
    /// </param>
    /// <param name="trims">As for <see cref="Carve"/>.</param>
    internal static LazyModule CarveToModule(InputModule input, IReadOnlyList<int>? symbols, SymbolPlan plan, int partition, bool trims = true)
    {
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(input.Name));
        LazyModule module = Open(input, symbols is null && trims ? TrimmedInput.Make(input, plan, partition) : null);
        try
        {
            ModuleSymbols values = symbols is null ? new(module.Handle) : new(module.Handle, plan.Graph.Symbols, symbols);
            new SymbolPlanApplier(module, values, input.Name, plan, partition).Apply();
            SlotTable.Add(module.Handle, values, plan, partition);
            return module;
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    /// <param name="trimmed">A copy of the input with less in it, for this partition alone; null: there is none.</param>
    private static LazyModule Open(InputModule input, PrivateBytes? trimmed)
    {
        try
        {
            LazyModule module = LazyModule.Open(input, trimmed ?? input.WithoutTypeNames);
            module.Own(trimmed);
            return module;
        }
        catch
        {
            trimmed?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Writes the module. The writer adds a symbol table when the target is registered: it must always be, or the bytes would depend on what ran before.
    /// </summary>
    internal static BitcodeBuffer Write(LazyModule module) => new(LLVM.WriteBitcodeToMemoryBuffer(module.Handle));
}
