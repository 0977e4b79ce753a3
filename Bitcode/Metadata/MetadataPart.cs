namespace LtoPar.Bitcode.Metadata;

/// <summary>How much of a metadata record is kept; the more, the greater.</summary>
public enum MetadataPart : byte
{
    /// <summary>Its number, and nothing else.</summary>
    None,

    /// <summary>Of a type: what its name is made of.</summary>
    Name,

    /// <summary>All of it.</summary>
    All,

    /// <summary>All of it, and of what it is made of: a type whose layout is needed.</summary>
    Layout,
}
