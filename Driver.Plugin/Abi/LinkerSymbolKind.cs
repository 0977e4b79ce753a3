namespace LtoPar.Plugin.Abi;

/// <summary>enum ld_plugin_symbol_kind.</summary>
internal enum LinkerSymbolKind : byte
{
    Defined = 0,
    WeakDefined = 1,
    Undefined = 2,
    WeakUndefined = 3,
    Common = 4,
}
