namespace LtoPar.Elf;

public enum ElfBinding : byte
{
    Local = 0,
    Global = 1,
    Weak = 2,
    GnuUnique = 10,
}
