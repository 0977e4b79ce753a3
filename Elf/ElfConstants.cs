namespace LtoPar.Elf;

/// <summary>Numbers of the ELF specification and its GNU extensions, spelled as elf.h spells them where that reads well.</summary>
public static class ElfConstants
{
    public const uint ShtSymtab = 2;
    public const uint ShtStrtab = 3;
    public const uint ShtRela = 4;
    public const uint ShtNobits = 8;
    public const uint ShtRel = 9;
    public const uint ShtDynsym = 11;
    public const uint ShtInitArray = 14;
    public const uint ShtFiniArray = 15;
    public const uint ShtPreinitArray = 16;
    public const uint ShtGroup = 17;
    public const uint ShtSymtabShndx = 18;
    public const uint ShtRelr = 19;
    public const uint ShtCrel = 0x40000014;
    public const uint ShtAndroidRel = 0x60000001;
    public const uint ShtAndroidRela = 0x60000002;
    public const uint ShtAndroidRelr = 0x6fffff00;

    public const ulong ShfWrite = 0x1;
    public const ulong ShfAlloc = 0x2;
    public const ulong ShfExecinstr = 0x4;
    public const ulong ShfMerge = 0x10;
    public const ulong ShfStrings = 0x20;
    public const ulong ShfInfoLink = 0x40;
    public const ulong ShfLinkOrder = 0x80;
    public const ulong ShfGroup = 0x200;
    public const ulong ShfTls = 0x400;
    public const ulong ShfCompressed = 0x800;
    public const ulong ShfGnuRetain = 0x200000;

    public const int ShnUndef = 0;
    public const int ShnLoreserve = 0xff00;
    public const int ShnAbs = 0xfff1;
    public const int ShnCommon = 0xfff2;
    public const int ShnXindex = 0xffff;

    public const ushort EtRel = 1;
    public const ushort Em386 = 3;
    public const ushort EmMips = 8;
    public const ushort EmS390 = 22;
    public const ushort EmX8664 = 62;
    public const ushort EmAarch64 = 183;
    public const ushort EmLoongarch = 258;
}
