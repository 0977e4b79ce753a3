namespace LtoPar.CallGraph.Reader.Symbols;

/// <summary>The symbols that subtractions of addresses tie together, in any order, not distinct.</summary>
internal sealed class DifferenceFacts
{
    public List<Tie> Ties { get; } = [];

    /// <summary>Symbols whose initialiser contains a subtraction.</summary>
    public List<int> Holders { get; } = [];

    /// <summary>Symbols that are an operand of one.</summary>
    public List<int> Operands { get; } = [];
}
