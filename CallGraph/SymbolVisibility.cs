namespace LtoPar.CallGraph;

public enum SymbolVisibility : byte
{
    Default,
    Hidden,
    Protected,
}
