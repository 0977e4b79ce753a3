using LtoPar.Bitcode.Symbols;

namespace LtoPar.Llvm.Assembly;

/// <summary>The result of LLVM's assembler for a module's assembly, without the module.</summary>
/// <param name="Symbols">The symbols that it defines and uses, as LLVM lists them; null when it could not be assembled.</param>
/// <param name="Statements">
/// The same assembly as LLVM prints it: macros and conditionals expanded, a statement a line; null when it could not be printed.
/// </param>
/// <param name="Error">The reason why a result is null, in LLVM's words.</param>
public sealed record AssembledAsm(IReadOnlyList<IrSymbol>? Symbols, string? Statements, string? Error);
