namespace LtoPar.Driver.Slots;

/// <summary>What the bytes of a scalar mean.</summary>
internal enum ScalarKind
{
    /// <summary>Two's complement; the table does not say whether it is signed.</summary>
    Integer,
    Half,
    Float,
    Double,

    /// <summary>A pointer: it has no value before the program is linked or loaded.</summary>
    Address,

    /// <summary>A type whose values have no spelling here: bytes.</summary>
    Raw,
}
