using LtoPar.Llvm;

namespace LtoPar.Backend.Ipo;

/// <param name="Module">The module after the prefix; the receiver disposes of it.</param>
/// <param name="Diagnostics">Warnings and remarks of LLVM, in the order it gave them.</param>
public sealed record IpoResult(InputModule Module, IReadOnlyList<string> Diagnostics, IpoTiming Timing);
