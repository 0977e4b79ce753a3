namespace LtoPar.Bitcode;

/// <summary>The size of a module that has debug information, with it.</summary>
/// <param name="MetadataBytes">Bytes of bitcode of the metadata that is no function's own.</param>
/// <param name="BodyBytes">Bytes of bitcode of all function bodies.</param>
public readonly record struct DebugExtent(long MetadataBytes, long BodyBytes);
