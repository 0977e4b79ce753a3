namespace LtoPar.Elf;

public enum ElfVisibility : byte
{
    Default = 0,
    Internal = 1,
    Hidden = 2,
    Protected = 3,
}
