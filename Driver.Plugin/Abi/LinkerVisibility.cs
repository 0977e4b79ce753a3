namespace LtoPar.Plugin.Abi;

/// <summary>enum ld_plugin_symbol_visibility: neither ELF's order nor LLVM's.</summary>
internal enum LinkerVisibility
{
    Default = 0,
    Protected = 1,
    Internal = 2,
    Hidden = 3,
}
