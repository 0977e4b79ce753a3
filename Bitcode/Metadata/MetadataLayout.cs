using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode.Metadata;

/// <summary>
/// Says which operands of a metadata record name other metadata, as LLVM 22 writes them. A reference is the other's number plus one, 0 is no reference; some
/// records have the number itself. A record that is written in another way than this does not pass <see cref="Check"/>, and its module is then left as it is.
/// </summary>
public static class MetadataLayout
{
    private const ulong DistinctFlag = 1;
    private const ulong SizeIsMetadata = 2;
    private const ulong CompositeSizeIsMetadata = 4;

    private static readonly int[]?[] s_references = MakeReferences();

    /// <summary>
    /// The operands that are references plus one, in the order that LLVM has them in memory: walks of both meet the same nodes in the same order.
    /// </summary>
    public static ReadOnlySpan<int> References(MetadataCode code) => s_references[(int)code];

    public static bool IsList(MetadataCode code) => code is MetadataCode.Node or MetadataCode.DistinctNode;

    /// <exception cref="MalformedBitsException">No metadata has such a code.</exception>
    public static MetadataCode CodeOf(int recordCode) =>
        recordCode is >= 0 and <= byte.MaxValue ? (MetadataCode)recordCode : throw new MalformedBitsException($"metadata has a record of kind {recordCode}");

    /// <exception cref="MalformedBitsException">The record may name something else than the layout says, or defines no number.</exception>
    public static void Check(MetadataCode code, List<ulong> record)
    {
        if (!IsKnown(code, record))
        {
            throw new MalformedBitsException($"metadata of kind {(int)code} has {record.Count} operands, of which the first is {record.FirstOrDefault()}");
        }
    }

    private static bool IsKnown(MetadataCode code, List<ulong> record) => code switch
    {
        MetadataCode.Node or MetadataCode.DistinctNode or MetadataCode.Value or MetadataCode.Expression or MetadataCode.ArgList
            or MetadataCode.AssignId => true,
        MetadataCode.Location => record.Count >= 5,
        MetadataCode.Subrange => record.Count == 5 && record[0] >> 1 == 2,
        MetadataCode.Enumerator => record.Count >= 4 && (record[0] & 4) != 0,
        MetadataCode.BasicType => record.Count is >= 5 and <= 9 && (record[0] & ~DistinctFlag) == SizeIsMetadata,
        MetadataCode.File => record.Count is 5 or 6,
        MetadataCode.DerivedType => record.Count is >= 14 and <= 15 && (record[0] & ~DistinctFlag) == SizeIsMetadata,
        MetadataCode.CompositeType => record.Count is >= 22 and <= 26 && (record[0] & CompositeSizeIsMetadata) != 0,
        MetadataCode.SubroutineType => record.Count == 4,
        MetadataCode.CompileUnit => record.Count is >= 22 and <= 23,
        MetadataCode.Subprogram => record.Count is >= 20 and <= 21 && (record[0] & 6) == 6,
        MetadataCode.LexicalBlock => record.Count == 5,
        MetadataCode.LexicalBlockFile => record.Count == 4,
        MetadataCode.Namespace => record.Count == 3,
        MetadataCode.TemplateType => record.Count == 4,
        MetadataCode.TemplateValue => record.Count == 6,
        MetadataCode.GlobalVariable => record.Count == 13 && record[0] >> 1 == 2,
        MetadataCode.GlobalVariableExpression => record.Count == 3,
        MetadataCode.LocalVariable => record.Count == 10 && (record[0] & 2) != 0,
        MetadataCode.ImportedEntity => record.Count == 8,
        MetadataCode.Macro => record.Count == 5,
        MetadataCode.MacroFile => record.Count == 5,
        MetadataCode.Label => record.Count is >= 5 and <= 8,
        _ => false,
    };

    /// <summary>The operands of a composite type that its name is not made of.</summary>
    public static ReadOnlySpan<int> NotInName =>
    [
        CompositeFile, CompositeLine, CompositeBase, CompositeElements, 13, CompositeTemplateParameters, 16, 17, 18, 19, 20, 21, 23, 25,
    ];

    /// <summary>The lists of a compile unit that one partition carries.</summary>
    public static ReadOnlySpan<int> UnitLists => [UnitEnums, UnitRetainedTypes, UnitMacros];

    /// <summary>Whether an operand of a compile unit is a list: DebugInfoPlan decides which partition carries it.</summary>
    public static bool IsUnitList(int operand) => operand is UnitEnums or UnitRetainedTypes or UnitGlobals or UnitImports or UnitMacros;

    private static int[]?[] MakeReferences()
    {
        int[]?[] of = new int[byte.MaxValue + 1][];
        Array.Fill(of, []);
        Set(MetadataCode.Subrange, 1, 2, 3, 4);
        Set(MetadataCode.Enumerator, 2);
        Set(MetadataCode.BasicType, 2, 3);
        Set(MetadataCode.File, 1, 2, 4, 5);
        Set(MetadataCode.DerivedType, 2, 3, 5, DerivedBase, 7, 9, 11, 13);
        Set(MetadataCode.CompositeType, CompositeName, CompositeFile, CompositeScope, CompositeBase, 7, 9, CompositeElements, 13, CompositeTemplateParameters,
            CompositeIdentifier, 16, 17, 18, 19, 20, 21, 23, 25);
        Set(MetadataCode.SubroutineType, 2);
        Set(MetadataCode.CompileUnit, 2, 3, 5, 7, UnitEnums, UnitRetainedTypes, 11, UnitGlobals, UnitImports, UnitMacros, 20, 21);
        Set(MetadataCode.Subprogram, 4, 1, SubprogramName, SubprogramLinkageName, 6, 12, 14, 15, 8, 13, 17, 18, 19);
        Set(MetadataCode.LexicalBlock, 2, 1);
        Set(MetadataCode.LexicalBlockFile, 2, 1);
        Set(MetadataCode.Namespace, NamespaceScope, NamespaceName);
        Set(MetadataCode.TemplateType, 1, 2);
        Set(MetadataCode.TemplateValue, 2, 3, 5);
        Set(MetadataCode.GlobalVariable, 1, 2, 4, 6, 3, 9, 10, 12);
        Set(MetadataCode.GlobalVariableExpression, ExpressionVariable, 2);
        Set(MetadataCode.LocalVariable, 1, 2, 3, 5, 9);
        Set(MetadataCode.ImportedEntity, ImportScope, 3, 5, 6, 7);
        Set(MetadataCode.Macro, 3, 4);
        Set(MetadataCode.MacroFile, 3, 4);
        Set(MetadataCode.Label, 1, 2, 3);
        return of;

        void Set(MetadataCode code, params int[] operands) => of[(int)code] = operands;
    }

    public const int Tag = 1;
    public const int DerivedBase = 6;
    public const int DerivedFlags = 10;

    public const int CompositeName = 2;
    public const int CompositeFile = 3;
    public const int CompositeLine = 4;
    public const int CompositeScope = 5;
    public const int CompositeBase = 6;
    public const int CompositeSize = 7;
    public const int CompositeFlags = 10;
    public const int CompositeElements = 11;
    public const int CompositeTemplateParameters = 14;
    public const int CompositeIdentifier = 15;

    public const int SubprogramName = 2;
    public const int SubprogramLinkageName = 3;

    public const int UnitEnums = 9;
    public const int UnitRetainedTypes = 10;
    public const int UnitGlobals = 12;
    public const int UnitImports = 13;
    public const int UnitMacros = 15;

    public const int NamespaceScope = 1;
    public const int NamespaceName = 2;

    public const int FileName = 1;
    public const int FileDirectory = 2;

    public const int ImportScope = 2;

    public const int ExpressionVariable = 1;

    public const int LocationScope = 3;
    public const int LocationInlinedAt = 4;
}
