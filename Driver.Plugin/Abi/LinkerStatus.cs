namespace LtoPar.Plugin.Abi;

/// <summary>enum ld_plugin_status.</summary>
internal enum LinkerStatus
{
    Ok = 0,

    /// <summary>From get_symbols_v3: the file is not linked (a member of an archive that nobody asked for).</summary>
    NoSymbols = 1,

    BadHandle = 2,
    Error = 3,
}
