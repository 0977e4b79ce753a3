namespace LtoPar.CallGraph;

public enum EdgeKind : byte
{
    /// <summary>A direct call or invoke.</summary>
    Call,

    /// <summary>The address is taken: stored, passed, in an initialiser, a personality.</summary>
    Reference,
}
