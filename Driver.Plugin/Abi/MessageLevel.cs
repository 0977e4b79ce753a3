namespace LtoPar.Plugin.Abi;

/// <summary>enum ld_plugin_level. Error ends mold at once and makes the others fail in the end; Fatal ends them all, from inside the call.</summary>
internal enum MessageLevel
{
    Info = 0,
    Warning = 1,
    Error = 2,
    Fatal = 3,
}
