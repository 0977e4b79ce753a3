namespace LtoPar.Plugin.Abi;

/// <summary>enum ld_plugin_status.</summary>
internal enum LinkerStatus
{
    Ok = 0,

    /// <summary>get_symbols_v3 returns it for a file that is not linked (a member of an archive that no reference needs).</summary>
    NoSymbols = 1,

    BadHandle = 2,
    Error = 3,
}
