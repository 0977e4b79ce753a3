using LLVMSharp.Interop;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Crashes;

namespace LtoPar.Backend.Merging;

/// <summary>
/// Links the files of a job into one module with LLVM's linker.
///
/// In command-line order: llvm.global_ctors is appended to, and its order is the order in which constructors run. But not one by one into one
/// module: for each file LLVM's linker walks the whole destination, which makes a link of many files quadratic. So groups of neighbours are
/// linked, and then the groups.
/// </summary>
/// <param name="program">As <see cref="ResolutionApplier"/> has it.</param>
internal sealed unsafe class SourceLinker(
    LlvmContext context, LocalNames names, ComdatOwners comdats, WrappedSymbols wrapped, SourceFlags flags, GlobalResolutions? program = null)
{
    /// <summary>Modules linked into one. More: destinations are walked more often; fewer: bodies are moved more often.</summary>
    private const int GroupSize = 16;

    /// <summary>The name that linkers give it: the file symbol of LTO objects has it.</summary>
    private const string ModuleName = "ld-temp.o";

    private readonly TargetAgreement _targets = new();
    private IReadOnlyList<SourceModule> _sources = [];

    /// <exception cref="LtoParException">A file is malformed, or does not go with another.</exception>
    public LLVMOpaqueModule* Link(IReadOnlyList<SourceModule> sources)
    {
        _sources = sources;
        return LinkRange(0, sources.Count);
    }

    private LLVMOpaqueModule* LinkRange(int start, int end)
    {
        int step = 1;
        while ((long)step * GroupSize < end - start)
        {
            step *= GroupSize;
        }

        // What is merged already can be merged into; a file cannot, for that would keep what its resolutions drop.
        LLVMOpaqueModule* merged = step == 1 ? MakeModule(context) : LinkRange(start, start + step);
        for (int at = step == 1 ? start : start + step; at < end; at += step)
        {
            int until = Math.Min(at + step, end);
            LinkInto(merged, step == 1 ? Open(_sources[at]) : LinkRange(at, until), _sources[at], until);
        }

        return merged;
    }

    /// <summary>Makes the empty module that others are linked into.</summary>
    public static LLVMOpaqueModule* MakeModule(LlvmContext context)
    {
        fixed (byte* name = LlvmText.ToUtf8(ModuleName))
        {
            return LLVM.ModuleCreateWithNameInContext((sbyte*)name, context.Handle);
        }
    }

    /// <param name="part">Consumed.</param>
    /// <param name="file">The subject of messages that name no other one.</param>
    /// <param name="sources">The files that may be in conflict.</param>
    /// <exception cref="LtoParException">The part does not go with what is there.</exception>
    public static void Link(LlvmContext context, LLVMOpaqueModule* merged, LLVMOpaqueModule* part, string file, IEnumerable<SourceModule> sources)
    {
        if (LLVM.LinkModules2(merged, part) != 0 || context.ErrorText is not null)
        {
            string message = context.ErrorText ?? "LLVM's linker refuses it and says nothing";
            throw FlagConflict.Describe(message, sources) is { } conflict
                ? new LtoParException(conflict.File, conflict.Message)
                : new LtoParException(file, message);
        }
    }

    private LLVMOpaqueModule* Open(SourceModule source)
    {
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(source.Name));
        LLVMOpaqueModule* module = LazyModule.Parse(context, (byte*)source.Start, source.Length, source.Name);
        _targets.Check(source.Name, LlvmText.From(LLVM.GetTarget(module)), LlvmText.From(LLVM.GetDataLayoutStr(module)));
        flags.Note(source, module);
        new ResolutionApplier(source, module, names, comdats, program).Apply();
        wrapped.RedirectReferences(source, module);
        return module;
    }

    /// <param name="part">Consumed.</param>
    /// <param name="end">The first file that is in neither.</param>
    private void LinkInto(LLVMOpaqueModule* merged, LLVMOpaqueModule* part, SourceModule first, int end)
    {
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(first.Name));
        Link(context, merged, part, first.Name, _sources.Take(end));
    }
}
