using LLVMSharp.Interop;
using LtoPar.Backend.Ipo;
using LtoPar.Backend.Slots;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Crashes;
using LtoPar.Platform.Native;
using LtoPar.Platform.Threads;

namespace LtoPar.Backend.Merging;

/// <summary>The program as one module, in memory. Owns the context and the module; belongs to one thread at a time.</summary>
public sealed unsafe class MergedModule : IDisposable
{
    private readonly SlotMarks _slots;

    internal MergedModule(LlvmContext context, LLVMOpaqueModule* module, SlotMarks slots)
    {
        Context = context;
        Handle = module;
        _slots = slots;
    }

    public LlvmContext Context { get; }

    public LLVMOpaqueModule* Handle { get; private set; }

    /// <summary>The warnings of LLVM's linker, in its order, and those about slots.</summary>
    public IReadOnlyList<string> Warnings => [.. WholeModule.Warnings(Context), .. _slots.Warnings];

    /// <summary>Hashes the content without the values of its slots; null: it has no slots.</summary>
    public string? HashWithoutSlots() => _slots.Count == 0 ? null : SlotMarker.HashWithoutValues(Handle);

    /// <summary>
    /// Runs the inter-procedural part of the pipeline in place: what was merged is not written and read again for it, nor verified. Nothing is
    /// parallel here, and what comes of it is verified in partitions; a pass that crashes on a malformed body is reported as such.
    /// </summary>
    /// <param name="name">The name that messages give it.</param>
    /// <param name="options">Their stage is what the result is input for.</param>
    /// <exception cref="LtoParException">It is not valid IR, the target is unknown, or a pass reports an error.</exception>
    public void RunPrefix(string name, CompileOptions options) => WorkerThreads.Run(1, _ =>
    {
        using IDisposable crash = NativeCrash.Enter(new MergedCrash(name));
        IpoPrefix.Run(Context, Handle, name, options with { Verify = false });
    });

    /// <summary>The module as bitcode; whoever gets this disposes of it.</summary>
    public InputModule Write(string name)
    {
        InputModule module = InputModule.TakeBuffer(LLVM.WriteBitcodeToMemoryBuffer(Handle), name);
        module.Remarks = Context.ReadRemarks();
        return module;
    }

    public void Dispose()
    {
        if (Handle is not null)
        {
            LLVM.DisposeModule(Handle);
            Handle = null;
            Context.Dispose();
            WorkerHeap.Trim();
        }
    }
}
