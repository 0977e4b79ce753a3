namespace LtoPar.LlvmCpp;

/// <summary>llvm::StringRef, which is passed by value as two words.</summary>
/// <param name="data">Bytes of UTF-8, which stay the caller's.</param>
/// <param name="length">Their number.</param>
public readonly unsafe struct StringRef(byte* data, nuint length)
{
    public byte* Data { get; } = data;

    public nuint Length { get; } = length;
}
