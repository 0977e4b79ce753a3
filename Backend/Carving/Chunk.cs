using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>The part of the program that a few partitions are carved from.</summary>
/// <param name="Bytes">The module; whoever has the chunk disposes of it.</param>
/// <param name="Symbols">The ordinals in the program of the module's symbols, in the module's order.</param>
internal sealed record Chunk(InputModule Bytes, IReadOnlyList<int> Symbols);
