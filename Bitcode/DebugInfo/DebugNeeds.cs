namespace LtoPar.Bitcode.DebugInfo;

/// <summary>Decides how much a derived type needs of the type that it is derived from.</summary>
public static class DebugNeeds
{
    public static DebugNeed OfBase(ushort tag, bool isStaticMember) => tag switch
    {
        DwarfTag.PointerType or DwarfTag.ReferenceType or DwarfTag.RvalueReferenceType or DwarfTag.PointerToMemberType or DwarfTag.Friend or DwarfTag.Variable
            => DebugNeed.Mention,
        DwarfTag.Member => isStaticMember ? DebugNeed.Mention : DebugNeed.Layout,
        DwarfTag.Inheritance => DebugNeed.Layout,
        _ => DebugNeed.Same,
    };
}
