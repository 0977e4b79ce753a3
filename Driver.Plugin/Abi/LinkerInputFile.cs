namespace LtoPar.Plugin.Abi;

/// <summary>struct ld_plugin_input_file: 40 bytes. A member of an archive has the archive's name and file descriptor, and its own offset and size.</summary>
internal readonly unsafe struct LinkerInputFile
{
    public readonly byte* Name;
    public readonly int Descriptor;
    public readonly long Offset;
    public readonly long Size;

    /// <summary>The linker's; to be passed back.</summary>
    public readonly void* Handle;
}
