namespace LtoPar.Bitcode.DebugInfo;

/// <summary>One reference from a debug-info node to another.</summary>
/// <param name="Operand">Its position in the node.</param>
/// <param name="Target">The other node.</param>
public readonly record struct DebugArc(int Operand, nint Target, DebugNeed Need);
