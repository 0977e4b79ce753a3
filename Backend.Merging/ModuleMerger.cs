using LLVMSharp.Interop;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Backend.Slots;
using LtoPar.LinkJobs;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Threads;

namespace LtoPar.Backend.Merging;

/// <summary>
/// Many bitcode files and a linker's decisions to one module, as llvm::lto::LTO does it for full LTO.
///
/// First, without a context and in parallel: files are mapped and checked, symbol tables read (<see cref="SourceModules"/>). From the tables
/// alone follows what becomes of every name (<see cref="GlobalResolutions"/>) and what locals are called (<see cref="LocalNames"/>). Then one
/// context and one thread, since LLVM has nothing else: each file is opened lazily, made to say in linkages what the linker decided
/// (<see cref="ResolutionApplier"/>), and handed to LLVM's linker, which reads the bodies that it takes and no others. When all are in,
/// commons are sized, vtables settled, and all symbols that are not visible outside become internal.
/// </summary>
public static unsafe class ModuleMerger
{
    /// <param name="jobs">Threads for reading; decides nothing but time.</param>
    /// <exception cref="LtoParException">A file is not what the job says, is malformed, or does not go with another.</exception>
    public static MergedModule Merge(LinkJob job, MergeOptions options, int jobs)
    {
        using OpenJob open = OpenJob.Open(job, jobs);
        return Merge(open, options);
    }

    /// <exception cref="LtoParException">A file is malformed, or does not go with another.</exception>
    public static MergedModule Merge(OpenJob job, MergeOptions options)
    {
        MergedModule? merged = null;
        WorkerThreads.Run(1, _ => merged = Merge(job.Sources, job.Job, options));
        return merged ?? throw new InvalidOperationException("the merge gave no module");
    }

    private static MergedModule Merge(IReadOnlyList<SourceModule> sources, LinkJob job, MergeOptions options)
    {
        GlobalResolutions resolutions = GlobalResolutions.Of(sources, keepAll: job.OutputKind == LinkOutputKind.Relocatable);
        LlvmContext context = new();
        try
        {
            // Names of values inside functions decide nothing, and cost time and memory.
            LLVM.ContextSetDiscardValueNames(context.Handle, 1);
            WrappedSymbols wrapped = new(job.Wrapped, sources);
            SourceFlags flags = new();
            LLVMOpaqueModule* module = new SourceLinker(context, LocalNames.Of(sources), new ComdatOwners(sources), wrapped, flags).Link(sources);
            wrapped.ReferToReal(module);
            resolutions.Take(job.NativeCommons);
            CommonSymbols.Resolve(context, module, resolutions);
            VirtualTables.Resolve(context, module, resolutions, options.WholeProgramVisibility);
            Internalizer.Apply(module, resolutions.ByIrName());
            OutputFlags.Apply(module, flags, job.OutputKind);
            SlotMarks slots = SlotMarker.Mark(module, options.Slots, job.OutputName);
            return SlotMarks.Problem(options.Slots, [slots]) is { } problem
                ? throw new LtoParException(job.OutputName, problem)
                : new MergedModule(context, module, slots);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }
}
