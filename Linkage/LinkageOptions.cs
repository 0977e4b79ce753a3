namespace LtoPar.Linkage;

/// <summary>The options that decide linkage besides the graph and the cut.</summary>
public sealed record LinkageOptions
{
    public const long DefaultMaxCloneSize = 4096;

    /// <summary>
    /// Constants up to this many bytes are cloned (available_externally) into the partitions that use them; larger ones are declared. 0: no
    /// constant is cloned.
    /// </summary>
    public long MaxCloneSize { get; init; } = DefaultMaxCloneSize;

    /// <summary>Null: partitions have been through inter-procedural optimisation, and see no bodies of others.</summary>
    public ImportOptions? Imports { get; init; }

    /// <summary>
    /// The suffix of promoted names, which keeps them apart from every other link's: see <see cref="UniqueLinkId"/>. Letters, digits, '_' and '.'. Null: the
    /// link is final, and names need only differ within it.
    /// </summary>
    public required string? UniqueId { get; init; }

    /// <summary>Promoted symbols whose names are neither among these nor twice in the program keep them. Null: all of them get new ones.</summary>
    public OtherNames? Others { get; init; }
}
