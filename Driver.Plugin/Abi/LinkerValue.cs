namespace LtoPar.Plugin.Abi;

/// <summary>struct ld_plugin_tv: 16 bytes; what the tag says is a number or a pointer. Of a number only the low 32 bits are defined.</summary>
internal readonly struct LinkerValue
{
    public readonly int Tag;
    public readonly nint Value;

    public int Number => (int)Value;
}
