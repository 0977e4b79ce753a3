namespace LtoPar.Linkage;

/// <summary>What a definition of the module is to one partition.</summary>
public enum SymbolRole : byte
{
    /// <summary>Neither defined nor used here: it leaves no trace.</summary>
    Drop,
    Define,
    Declare,
    Clone,
    Copy,
}
