namespace LtoPar.Elf;

/// <summary>One entry of the symbol table.</summary>
/// <param name="Index">Its place in the table; relocations name it by this.</param>
/// <param name="Section">Index of the section that holds it, or <see cref="Undefined"/>, <see cref="Absolute"/>, <see cref="Common"/>.</param>
/// <param name="Value">Offset in its section; for a common symbol its alignment.</param>
/// <param name="Size">Bytes.</param>
public sealed record ElfSymbol(
    int Index, string Name, ElfBinding Binding, ElfSymbolType Type, ElfVisibility Visibility, int Section, ulong Value, ulong Size)
{
    public const int Undefined = 0;
    public const int Absolute = -1;
    public const int Common = -2;

    public bool IsDefined => Section != Undefined;

    public bool IsLocal => Binding == ElfBinding.Local;

    /// <summary>False for what only structures the file: the null entry, sections, file names.</summary>
    public bool IsNamed => Name.Length > 0 && Type is not (ElfSymbolType.Section or ElfSymbolType.File);
}
