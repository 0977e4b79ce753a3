namespace LtoPar.Llvm;

/// <summary>Which optimisation remarks LLVM is to record. They are told beside the object, which is the same without them.</summary>
/// <param name="Passes">A regular expression for names of passes; empty: all.</param>
/// <param name="WithHotness">The profile's counts are in them.</param>
/// <param name="Threshold">The lowest count of code that remarks are wanted of, 0: of all code; null: LLVM takes what the profile calls hot.</param>
public sealed record RemarkRequest(string Passes, bool WithHotness, ulong? Threshold);
