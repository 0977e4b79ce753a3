namespace LtoPar.Bitcode.Metadata;

/// <summary>How much of a metadata record is kept; the more, the greater.</summary>
public enum MetadataPart : byte
{
    /// <summary>Only its number is kept.</summary>
    None,

    /// <summary>The parts of its name are kept; it is a type.</summary>
    Name,

    /// <summary>All of it is kept.</summary>
    All,

    /// <summary>All of it is kept, and all that its layout needs: a type whose layout is needed.</summary>
    Layout,
}
