namespace LtoPar.Linkage;

/// <summary>One symbol that a partition needs and does not define.</summary>
public readonly record struct SymbolUse(int Symbol, UseKind Kind);
