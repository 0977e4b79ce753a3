namespace LtoPar.Bitcode.Metadata;

/// <summary>What is to be left of a module's metadata; by number.</summary>
/// <param name="Kept">How much of a record.</param>
/// <param name="Lists">Lists that lose members: what they keep.</param>
/// <param name="UnitsWithoutLists">Compile units that lose their enumerations, retained types and macros.</param>
/// <param name="DroppedAttachments">What is no longer attached to symbols.</param>
public sealed record MetadataSelection(
    MetadataPart[] Kept, IReadOnlyDictionary<int, int[]> Lists, IReadOnlySet<int> UnitsWithoutLists, IReadOnlyList<GlobalAttachment> DroppedAttachments)
{
    /// <summary>The module has compile units: without them it has no debug information.</summary>
    public bool HasUnits { get; init; } = true;
}
