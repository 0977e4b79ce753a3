namespace LtoPar.Plugin.Abi;

/// <summary>enum ld_plugin_output_file_type.</summary>
internal enum LinkerOutput
{
    Relocatable = 0,
    Executable = 1,
    Dynamic = 2,
    PositionIndependentExecutable = 3,
}
