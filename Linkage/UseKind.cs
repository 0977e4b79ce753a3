namespace LtoPar.Linkage;

/// <summary>How a partition sees a symbol that another partition defines.</summary>
public enum UseKind : byte
{
    /// <summary>By name only.</summary>
    Declare,

    /// <summary>By name and value: an available_externally copy that passes may look through and that is never emitted.</summary>
    Clone,

    /// <summary>As a private copy of its own, emitted.</summary>
    Copy,
}
