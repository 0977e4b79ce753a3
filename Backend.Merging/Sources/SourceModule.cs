using LtoPar.Bitcode.Symbols;
using LtoPar.LinkJobs;

namespace LtoPar.Backend.Merging.Sources;

/// <summary>
/// One bitcode file of a link before LLVM opens it: where its bytes are, its symbol table, and what the linker decided of each symbol.
/// The bytes belong to <see cref="SourceModules"/>.
/// </summary>
/// <param name="Index">Its place on the command line.</param>
/// <param name="Name">The name that messages give it.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Table">Functions, variables, aliases and ifuncs in module order, locals too, then what its assembly defines and uses.</param>
/// <param name="WrittenBy">The major version of the oldest LLVM that wrote of it; 0: another program did.</param>
/// <param name="Resolutions">One for each symbol of the table; <see cref="SymbolResolution.None"/> for those that linkers do not see.</param>
internal sealed unsafe record SourceModule(
    int Index,
    string Name,
    nint Start,
    int Length,
    IrSymbolTable Table,
    int WrittenBy,
    IReadOnlyList<SymbolResolution> Resolutions)
{
    public ReadOnlySpan<byte> Bytes => new((byte*)Start, Length);

    /// <summary>Whether the program gets this file's definition of a symbol. A linker may call an undefined symbol prevailing: that says nothing.</summary>
    public bool Prevails(int symbol) => (Resolutions[symbol] & SymbolResolution.Prevailing) != 0 && Table.Symbols[symbol].IsDefined;
}
