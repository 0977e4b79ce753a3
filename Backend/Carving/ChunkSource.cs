
namespace LtoPar.Backend.Carving;

/// <summary>Makes chunks of the program.</summary>
internal abstract class ChunkSource
{
    /// <returns>Null: there can be no chunk, and partitions are carved from the program.</returns>
    public abstract Chunk? Make(IEnumerable<int> partitions);
}
