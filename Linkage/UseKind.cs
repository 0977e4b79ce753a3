namespace LtoPar.Linkage;

/// <summary>The way in which a partition sees a symbol that another partition defines.</summary>
public enum UseKind : byte
{
    /// <summary>The partition sees the name only.</summary>
    Declare,

    /// <summary>The partition sees name and value: an available_externally definition that passes may look through and that is never emitted.</summary>
    Clone,

    /// <summary>The partition has a private copy, which is emitted.</summary>
    Copy,

    /// <summary>The partition sees the body of a function, as for <see cref="Clone"/>: it may inline it.</summary>
    Import,
}
