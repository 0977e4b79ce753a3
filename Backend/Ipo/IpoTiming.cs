using LtoPar.Backend.Carving;

namespace LtoPar.Backend.Ipo;

/// <summary>Wall times of the prefix's steps: reading the bitcode, the verifier and the passes, writing the result, freeing the context.</summary>
public sealed record IpoTiming(TimeSpan Parse, TimeSpan Passes, TimeSpan Write, TimeSpan Dispose);
