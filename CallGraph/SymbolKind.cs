namespace LtoPar.CallGraph;

/// <summary>The kind of a module-level symbol. The order is that of ordinals: functions first, then variables, aliases, ifuncs.</summary>
public enum SymbolKind : byte
{
    Function,
    Variable,
    Alias,
    IFunc,
}
