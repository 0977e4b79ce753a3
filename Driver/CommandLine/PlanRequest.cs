using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;

namespace LtoPar.Driver.CommandLine;

/// <summary>The decisions of the command line about the cut and linkage.</summary>
/// <param name="Partitioning">The options of the cut.</param>
/// <param name="MaxCloneSize">Bytes.</param>
/// <param name="UniqueId">The suffix of promoted names; null: a hash of each name where the link is final, else one of the link.</param>
/// <param name="IsFinal">Whether no other output of lto-par meets this one.</param>
internal sealed record PlanRequest(PartitionOptions Partitioning, long MaxCloneSize, string? UniqueId, bool IsFinal)
{
    /// <summary>Instructions.</summary>
    public long ImportLimit { get; init; }

    /// <summary>The names of the rest of the final link, where promoted symbols keep theirs; null: all of them get new ones.</summary>
    public OtherNames? Others { get; init; }

    /// <summary>The request for a module that is not cut.</summary>
    public static PlanRequest None { get; } = new(new PartitionOptions(), 0, "", true);

    /// <param name="beforeInlining">The partitions inline, and import what they may want to.</param>
    public PartitionOptions Cut(bool beforeInlining) => Partitioning with { BeforeInlining = beforeInlining };

    /// <param name="linkName">The output's path; its file name alone counts.</param>
    /// <param name="beforeInlining">As for <see cref="Cut"/>.</param>
    public LinkageOptions Linkage(InputProgram input, SymbolTable symbols, string linkName, bool beforeInlining) => new()
    {
        Imports = beforeInlining ? new ImportOptions { Limit = ImportLimit } : null,
        MaxCloneSize = MaxCloneSize,
        UniqueId = UniqueId ?? (IsFinal ? null : UniqueLinkId.Of(symbols, Path.GetFileName(linkName), input.Whole.HashContent())),
        Others = Others,
    };
}
