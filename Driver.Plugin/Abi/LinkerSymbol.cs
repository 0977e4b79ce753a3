namespace LtoPar.Plugin.Abi;

/// <summary>
/// struct ld_plugin_symbol: 48 bytes. Before API version 1 <see cref="Kind"/> was an int, so a linker that does not know of the three bytes
/// after it takes them for its upper part: they must be zero unless the linker passes add_symbols_v2.
/// </summary>
internal unsafe struct LinkerSymbol
{
    public byte* Name;
    public byte* Version;
    public LinkerSymbolKind Kind;
    public LinkerSymbolType Type;
    public byte SectionKind;
    public byte Unused;
    public LinkerVisibility Visibility;
    public ulong Size;
    public byte* ComdatKey;
    public LinkerResolution Resolution;
}
