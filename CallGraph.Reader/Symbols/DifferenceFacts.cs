namespace LtoPar.CallGraph.Reader.Symbols;

/// <summary>What subtractions of addresses hold together. In any order, not distinct.</summary>
internal sealed class DifferenceFacts
{
    public List<Tie> Ties { get; } = [];

    /// <summary>Symbols that hold a subtraction.</summary>
    public List<int> Holders { get; } = [];

    /// <summary>Symbols that are an operand of one.</summary>
    public List<int> Operands { get; } = [];
}
