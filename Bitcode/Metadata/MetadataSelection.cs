namespace LtoPar.Bitcode.Metadata;

/// <summary>The selection of a module's metadata that is left, by number.</summary>
/// <param name="Kept">How much of each record is kept.</param>
/// <param name="Lists">The lists that lose members, with the members that they keep.</param>
/// <param name="UnitsWithoutLists">The compile units that lose their enumerations, retained types and macros.</param>
/// <param name="DroppedAttachments">The attachments that symbols lose.</param>
public sealed record MetadataSelection(
    MetadataPart[] Kept, IReadOnlyDictionary<int, int[]> Lists, IReadOnlySet<int> UnitsWithoutLists, IReadOnlyList<GlobalAttachment> DroppedAttachments)
{
    /// <summary>Whether the module has compile units: without them it has no debug information.</summary>
    public bool HasUnits { get; init; } = true;
}
