namespace LtoPar.Plugin.Abi;

/// <summary>enum ld_plugin_symbol_type.</summary>
internal enum LinkerSymbolType : byte
{
    Unknown = 0,
    Function = 1,
    Variable = 2,
}
