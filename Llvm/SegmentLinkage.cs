namespace LtoPar.Llvm;

/// <summary>What holds of the segments of a program together.</summary>
/// <param name="Flags">A module with the program's target, layout and module flags, and nothing else.</param>
/// <param name="Crossing">
/// The names of symbols that one segment defines and others refer to, as IR spells them. In their segment they are visible, whatever they are in the program.
/// </param>
/// <param name="Internal">Those of them that nothing outside of the program refers to: in the program they are internal.</param>
public sealed record SegmentLinkage(InputModule Flags, IReadOnlySet<string> Crossing, IReadOnlySet<string> Internal);
