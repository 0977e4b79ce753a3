namespace LtoPar.Bitcode.DebugInfo;

/// <summary>Positions of operands in debug-info nodes, as LLVM 22 has them; sizes and offsets became operands in it (tests check them).</summary>
public static class DebugOperand
{
    /// <summary>Operands from this one on may be anything.</summary>
    public const int MostLeaves = 32;

    public const int File = 0;
    public const int Scope = 1;
    public const int Name = 2;
    public const int BaseType = 5;
    public const int Elements = 6;
    public const int TemplateParameters = 8;
    public const int Identifier = 9;

    public const int FileName = 0;
    public const int FileDirectory = 1;

    public const int UnitProducer = 1;
    public const int UnitEnums = 4;
    public const int UnitRetainedTypes = 5;
    public const int UnitGlobals = 6;
    public const int UnitImports = 7;
    public const int UnitMacros = 8;

    public const int SubprogramLinkageName = 3;
    public const int SubprogramUnit = 5;

    public const int NamespaceName = 2;

    public const int ImportScope = 0;

    /// <summary>The variable of a global variable expression.</summary>
    public const int ExpressionVariable = 0;

    /// <summary>The operands that are files, names or sizes, as bits: they lead nowhere.</summary>
    public static uint Leaves(MetadataKind kind) => kind switch
    {
        MetadataKind.DerivedType or MetadataKind.SubroutineType => Bits(File, Name, 3, 4),
        MetadataKind.CompositeType => Bits(File, Name, 3, 4, Identifier),
        MetadataKind.Subprogram => Bits(File, Name, SubprogramLinkageName, 12),
        MetadataKind.LexicalBlock or MetadataKind.LexicalBlockFile => Bits(File),
        MetadataKind.Namespace => Bits(File, NamespaceName),
        MetadataKind.GlobalVariable => Bits(1, 2, 4, 5),
        MetadataKind.LocalVariable => Bits(1, 2),
        MetadataKind.ImportedEntity => Bits(2, 3),
        _ => 0,
    };

    private static uint Bits(params ReadOnlySpan<int> operands)
    {
        uint bits = 0;
        foreach (int operand in operands)
        {
            bits |= 1u << operand;
        }

        return bits;
    }
}
