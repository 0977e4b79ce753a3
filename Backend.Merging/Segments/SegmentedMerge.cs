using LtoPar.Llvm;

namespace LtoPar.Backend.Merging.Segments;

/// <summary>What came of merging a link's files to segments.</summary>
/// <param name="Program">The caller disposes of it; null: the files have to be merged to one module.</param>
/// <param name="WholeReason">Why they have to be; null: there are segments.</param>
/// <param name="Warnings">LLVM's linker's, in the order of the files.</param>
public sealed record SegmentedMerge(InputProgram? Program, string? WholeReason, IReadOnlyList<string> Warnings);
