namespace LtoPar.Bitcode.Bitstream;

/// <summary>The abbreviations that a stream defines beforehand for all blocks of a kind.</summary>
public sealed class BitstreamBlockInfo
{
    private readonly Dictionary<int, List<BitstreamOperand[]>> _ofBlocks = [];

    /// <summary>The abbreviations that a block of the kind begins with: a list of its own.</summary>
    public List<BitstreamOperand[]> Of(int block) => _ofBlocks.TryGetValue(block, out List<BitstreamOperand[]>? known) ? [.. known] : [];

    /// <summary>The list itself, to add to.</summary>
    public List<BitstreamOperand[]> For(int block)
    {
        if (!_ofBlocks.TryGetValue(block, out List<BitstreamOperand[]>? known))
        {
            _ofBlocks.Add(block, known = []);
        }

        return known;
    }
}
