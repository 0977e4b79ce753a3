namespace LtoPar.Bitcode.DebugInfo;

/// <summary>Tags of DWARF 5, section 7.5.3, those that matter here.</summary>
public static class DwarfTag
{
    public const ushort ArrayType = 0x01;
    public const ushort ClassType = 0x02;
    public const ushort Member = 0x0d;
    public const ushort PointerType = 0x0f;
    public const ushort ReferenceType = 0x10;
    public const ushort StructureType = 0x13;
    public const ushort UnionType = 0x17;
    public const ushort Inheritance = 0x1c;
    public const ushort PointerToMemberType = 0x1f;
    public const ushort Friend = 0x2a;
    public const ushort Variable = 0x34;
    public const ushort RvalueReferenceType = 0x42;

    /// <summary>Whether the tag is that of a structure, class or union.</summary>
    public static bool IsRecord(ushort tag) => tag is StructureType or ClassType or UnionType;
}
