using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader;

/// <summary>What the reader of one segment has to know of the program.</summary>
/// <param name="Facts">The program's, not the segment's.</param>
/// <param name="SemanticInterposition">The program's module flag of the name.</param>
internal sealed record SegmentContext(ModuleFacts Facts, bool SemanticInterposition, SegmentLinkage Linkage);
