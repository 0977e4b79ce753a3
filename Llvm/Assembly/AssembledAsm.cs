using LtoPar.Bitcode.Symbols;

namespace LtoPar.Llvm.Assembly;

/// <summary>What LLVM's assembler makes of a module's assembly, alone.</summary>
/// <param name="Symbols">What it defines and uses, as LLVM lists it; null when it could not be assembled.</param>
/// <param name="Statements">
/// The same assembly as LLVM prints it: macros and conditionals expanded, a statement a line; null when it could not be printed.
/// </param>
/// <param name="Error">Why something is null, in LLVM's words.</param>
public sealed record AssembledAsm(IReadOnlyList<IrSymbol>? Symbols, string? Statements, string? Error);
