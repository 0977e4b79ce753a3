namespace LtoPar.Bitcode;

/// <summary>The LLVM whose bitcode is read and written.</summary>
public static class LlvmVersion
{
    /// <summary>Its major version: bitcode of a newer one cannot be read, and that of an older one is upgraded.</summary>
    public const int Major = 22;
}
