namespace LtoPar.CallGraph;

/// <summary>What a module-level symbol is. The order is the order of ordinals: functions first, then variables, aliases, ifuncs.</summary>
public enum SymbolKind : byte
{
    Function,
    Variable,
    Alias,
    IFunc,
}
