using LtoPar.Backend;
using LtoPar.Backend.CodeGeneration;
using LtoPar.Backend.Memory;
using LtoPar.Driver.Caching;
using LtoPar.Driver.Reports;
using LtoPar.Llvm;
using LtoPar.Platform.Native;

namespace LtoPar.Driver.Compilation;

/// <summary>
/// The one way from bitcode to objects: open, plan, compile, combine. Each step returns what the next one starts from (<see cref="OpenProgram"/>,
/// <see cref="PlannedProgram"/>, <see cref="CompiledProgram"/>), so none can be left out or be done in another order, and a command stops where it has
/// what it shows.
/// </summary>
internal sealed class Pipeline
{
    private RunCache? _cache;
    private bool _isCacheOpen;

    private Pipeline(PipelineRequest request, CompileOptions asked, Phases phases, Messages messages)
    {
        Request = request;
        Asked = asked;
        Phases = phases;
        Messages = messages;
        Warnings = new ProgramWarnings(messages, request.WarningsAreErrors);
    }

    public PipelineRequest Request { get; }

    /// <summary>The options of the whole way, IPO included where it is asked for: LLVM's words are settled, a native processor is resolved.</summary>
    public CompileOptions Asked { get; }

    /// <summary>The options of the partitions.</summary>
    public CompileOptions Options => IpoStage.AfterIpo(Asked);

    /// <summary>Null: every partition is compiled.</summary>
    public RunCache? Cache
    {
        get
        {
            if (!_isCacheOpen && Request.Cache is { } cache)
            {
                _isCacheOpen = true;
                _cache = Phases.Run("cache", () => RunCache.Open(cache, Request.InputBytes, Request.OutputName, Options, Messages.Warning));
            }

            return _cache;
        }
    }

    public Phases Phases { get; }

    public Messages Messages { get; }

    public ProgramWarnings Warnings { get; }

    /// <summary>Loads LLVM and gives it its options.</summary>
    public static Pipeline Start(PipelineRequest request, Phases phases, Messages messages)
    {
        phases.Run("load", () => LlvmSession.Start(request.Library));
        phases.Say($"LLVM {LlvmLibrary.Version} ({LlvmLibrary.Path})");
        return new Pipeline(request, LlvmWords.Settle(request.Compile, messages.Warning), phases, messages);
    }

    /// <returns>The module that is cut; the caller disposes of it.</returns>
    public OpenProgram Open(IModuleSource source)
    {
        InputProgram input = source.Open(this);
        try
        {
            foreach (InputModule segment in input.Segments)
            {
                segment.IndexMetadata();
            }

            MemoryPlan memory = MemoryPlan.Make(Request.MemoryLimit, Request.Jobs, Request.Readers, input.Extent);
            if (memory.SharesHeap)
            {
                WorkerHeap.ShareOne();
            }

            return new OpenProgram(this, input, memory with { Before = source.WasWhole ? MemoryModel.OfIpo(input.Extent) : 0 });
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }
}
