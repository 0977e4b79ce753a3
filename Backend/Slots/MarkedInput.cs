using LLVMSharp.Interop;
using LtoPar.Bitcode;
using LtoPar.CallGraph;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Crashes;
using LtoPar.Platform.Native;
using LtoPar.Platform.Threads;

namespace LtoPar.Backend.Slots;

/// <summary>Marks the slots of a module in a file. It is read whole and written for it, so only where there are any.</summary>
public static unsafe class MarkedInput
{
    /// <param name="input">It is let go where another one is returned.</param>
    /// <param name="isFinal">No other link takes the output: then nothing asks for a hash of the content.</param>
    /// <returns>The input itself where it has no slots; the caller disposes of it.</returns>
    /// <exception cref="LtoParException">A pattern names no slot, or a variable cannot be one.</exception>
    public static InputModule Mark(InputModule input, IReadOnlyList<SlotPattern> patterns, bool isFinal, Action<string> warn)
    {
        if (patterns.Count == 0 && !SectionNames.Of(input.Bytes).Any(SlotSections.IsMark))
        {
            return input;
        }

        InputModule? marked = null;
        List<string> warnings = [];
        WorkerThreads.Run(1, _ => marked = MarkHere(input, patterns, isFinal, warnings));
        WorkerHeap.Trim();
        warnings.ForEach(warn);
        input.Dispose();
        return marked!;
    }

    private static InputModule MarkHere(InputModule input, IReadOnlyList<SlotPattern> patterns, bool isFinal, List<string> warnings)
    {
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(input.Name));
        using LlvmContext context = new();
        LLVM.ContextSetDiscardValueNames(context.Handle, 1);
        LLVMOpaqueModule* module = WholeModule.Parse(context, input.Bytes, input.Name);
        try
        {
            SlotMarks slots = SlotMarker.Mark(module, patterns, input.Name);
            if (SlotMarks.Problem(patterns, [slots]) is { } problem)
            {
                throw new LtoParException(input.Name, problem);
            }

            warnings.AddRange(slots.Warnings.Select(w => $"{input.Name}: {w}"));
            string? hash = isFinal ? null : SlotMarker.HashWithoutValues(module);
            InputModule marked = InputModule.TakeBuffer(LLVM.WriteBitcodeToMemoryBuffer(module), input.Name);
            marked.ContentHash = hash;
            return marked;
        }
        finally
        {
            LLVM.DisposeModule(module);
        }
    }
}
