namespace LtoPar.LlvmCpp;

/// <summary>std::optional of a 64-bit number, as both C++ libraries lay it out: the number, then a byte that says whether there is one.</summary>
/// <param name="value">Null: there is none.</param>
public readonly struct OptionalUInt64(ulong? value)
{
    public ulong Value { get; } = value ?? 0;

    public byte HasValue { get; } = value is null ? (byte)0 : (byte)1;
}
