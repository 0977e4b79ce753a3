namespace LtoPar.Linkage;

/// <summary>The role of a definition of the module in one partition.</summary>
public enum SymbolRole : byte
{
    /// <summary>Neither defined nor used here: it leaves no trace.</summary>
    Drop,
    Define,
    Declare,
    Clone,
    Copy,
    Import,
}
