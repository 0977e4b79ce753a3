namespace LtoPar.CallGraph;

/// <summary>A symbol that assembly ties to another one, and the reason.</summary>
/// <param name="Symbol">The symbol that is tied.</param>
/// <param name="With">The symbol that it is tied to, or <see cref="ModuleAsm"/>.</param>
/// <param name="Why">The reason in words.</param>
public readonly record struct AsmTie(int Symbol, int With, string Why) : IComparable<AsmTie>
{
    /// <summary>Stands for the module-level asm.</summary>
    public const int ModuleAsm = -1;

    public int CompareTo(AsmTie other) => (Symbol, With).CompareTo((other.Symbol, other.With)) is var order and not 0
        ? order
        : string.CompareOrdinal(Why, other.Why);
}
