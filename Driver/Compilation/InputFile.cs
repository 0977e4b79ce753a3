using LtoPar.Backend;
using LtoPar.Backend.Ipo;
using LtoPar.Backend.Slots;
using LtoPar.Cache.Keys;
using LtoPar.Driver.Caching;
using LtoPar.Driver.Reports;
using LtoPar.Llvm;

namespace LtoPar.Driver.Compilation;

/// <summary>A merged module in a file.</summary>
/// <param name="path">"-" is standard input.</param>
/// <param name="slots">The names of slots, besides what the module marks; null: it is read as it is, for it is a partition.</param>
/// <param name="name">What messages call it; null: as the path.</param>
internal sealed class InputFile(string path, IReadOnlyList<SlotPattern>? slots, string? name = null) : IModuleSource
{
    public string Path => path;

    public long Bytes => RegularFile?.Length ?? 0;

    public IReadOnlyList<IReadOnlyList<string>> CommandsBefore => [];

    public string CutPath => path;

    public IReadOnlyList<string> CutArguments => [.. (slots ?? []).Select(slot => $"--slot={slot}")];

    public bool IsFinal => false;

    public IReadOnlyList<string> LinkedWith => [];

    public bool WasWhole { get; private set; }

    public string LinkName(string output) => output;

    public bool AddTo(KeyRecord record)
    {
        if (RegularFile is null)
        {
            return false;
        }

        InputKey.AddTo(record, path, name ?? path).Add("slots", [.. (slots ?? []).Select(slot => slot.Text)]);
        return true;
    }

    /// <summary>Null for standard input and pipes: they have no length, and are gone when they are read.</summary>
    private FileInfo? RegularFile =>
        File.Exists(path) && new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path) is { Exists: true, Length: > 0 } file
            ? file
            : null;

    public InputProgram Open(Pipeline pipeline)
    {
        InputModule input = OpenMarked(pipeline.Phases, pipeline.Request.Plan.IsFinal, pipeline.Messages);
        if (pipeline.Asked.Stage is Stage.Ipo or Stage.ParallelIpo)
        {
            pipeline.Request.Temps.WriteMerged(input);
        }

        WasWhole = pipeline.Asked.Stage == Stage.Ipo || (pipeline.Asked.Stage == Stage.ParallelIpo && WholeProgramPasses.MayBeNeeded(input));
        return new InputProgram(WasWhole ? IpoStage.RunPrefix(input, pipeline.Options, pipeline.Phases, pipeline.Warnings) : input);
    }

    public void WriteMerged(Pipeline pipeline)
    {
        using InputModule input = OpenMarked(pipeline.Phases, pipeline.Request.Plan.IsFinal, pipeline.Messages);
        pipeline.Request.Temps.WriteMerged(input);
    }

    /// <summary>Opens the file, and marks its slots: no pass has run.</summary>
    /// <param name="isFinal">No other link takes what is made of it.</param>
    public InputModule OpenMarked(Phases phases, bool isFinal, Messages messages) => phases.Run("open", () =>
    {
        InputModule input = InputModule.Open(path, name, isCut: false);
        return slots is null ? input : MarkedInput.Mark(input, slots, isFinal, messages.Warning);
    });
}
