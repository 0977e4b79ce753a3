namespace LtoPar.Backend.CodeGeneration;

/// <summary>An option of LLVM's own that no pass reads for itself: tools and linkers read it and set up LLVM accordingly.</summary>
/// <param name="Name">Without dashes.</param>
/// <param name="Note">The missing effect of an ignored option, the replacement of a refused one; else empty.</param>
public sealed record CodeGenFlag(string Name, FlagEffect Effect, string Note);
