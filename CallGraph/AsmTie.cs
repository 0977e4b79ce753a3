namespace LtoPar.CallGraph;

/// <summary>Why assembly keeps a symbol where it is.</summary>
/// <param name="Symbol">The symbol that is held.</param>
/// <param name="With">The symbol it is held with, or <see cref="ModuleAsm"/>.</param>
/// <param name="Why">In words.</param>
public readonly record struct AsmTie(int Symbol, int With, string Why) : IComparable<AsmTie>
{
    /// <summary>Stands for the module-level asm.</summary>
    public const int ModuleAsm = -1;

    public int CompareTo(AsmTie other) => (Symbol, With).CompareTo((other.Symbol, other.With)) is var order and not 0
        ? order
        : string.CompareOrdinal(Why, other.Why);
}
