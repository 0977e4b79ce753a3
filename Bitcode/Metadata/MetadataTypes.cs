using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.DebugInfo;

namespace LtoPar.Bitcode.Metadata;

/// <summary>Reads the types of a module from its bits, to be named. A node is its number plus one.</summary>
public sealed class MetadataTypes : IDebugTypes
{
    private const ulong DeclarationFlag = 1 << 2;

    private readonly MetadataIndex _index;
    private readonly Lazy<string?[]> _keys;

    internal MetadataTypes(MetadataIndex index)
    {
        _index = index;
        _keys = new Lazy<string?[]>(MakeKeys);
    }

    /// <summary>The operands of a record that are its names; with its scope they are all that a declaration of it has.</summary>
    public static ReadOnlySpan<int> NameStrings => [MetadataLayout.CompositeName, MetadataLayout.CompositeIdentifier];

    /// <summary>The name that <see cref="DebugTypeNames"/> gives a record; null: it is no such type.</summary>
    public string? KeyOf(int number) => _keys.Value[number];

    public MetadataKind Kind(nint node) => KindOf(_index.CodeOf((int)node - 1));

    public bool IsDefinition(nint node) => IsDefinition(_index.RecordOf((int)node - 1));

    public bool IsUnion(nint node) => _index.RecordOf((int)node - 1)[MetadataLayout.Tag] == DwarfTag.UnionType;

    public nint Operand(nint node, int operand) => _index.TargetOf((int)node - 1, RecordOperand(_index.CodeOf((int)node - 1), operand)) + 1;

    public string Text(nint node, int operand) => Operand(node, operand) is not 0 and nint text ? _index.TextOf((int)text - 1) : "";

    public ulong Line(nint type) => _index.RecordOf((int)type - 1)[MetadataLayout.CompositeLine];

    /// <summary>The number of the size's node: sizes are metadata too, one node for one size.</summary>
    public ulong Size(nint type) => (ulong)(_index.TargetOf((int)type - 1, MetadataLayout.CompositeSize) + 1);

    public int MemberCount(nint list) => _index.TargetsOf((int)list - 1).Length;

    public static MetadataKind KindOf(MetadataCode code) => code switch
    {
        MetadataCode.File => MetadataKind.File,
        MetadataCode.CompileUnit => MetadataKind.CompileUnit,
        MetadataCode.CompositeType => MetadataKind.CompositeType,
        MetadataCode.Namespace => MetadataKind.Namespace,
        MetadataCode.Subprogram => MetadataKind.Subprogram,
        MetadataCode.LexicalBlock => MetadataKind.LexicalBlock,
        MetadataCode.LexicalBlockFile => MetadataKind.LexicalBlockFile,
        MetadataCode.GlobalVariableExpression => MetadataKind.GlobalVariableExpression,
        _ => MetadataKind.Tuple,
    };

    public static bool IsDefinition(IReadOnlyList<ulong> record) =>
        DwarfTag.IsRecord((ushort)record[MetadataLayout.Tag]) && (record[MetadataLayout.CompositeFlags] & DeclarationFlag) == 0;

    /// <summary>Finds the place of an operand of a node in memory in the node's record.</summary>
    /// <exception cref="MalformedBitsException">Nodes of the kind have no such operand: another kind of node stands where one with it is expected.</exception>
    public static int RecordOperand(MetadataCode code, int operand) => (code, operand) switch
    {
        (MetadataCode.CompositeType, DebugOperand.File) => MetadataLayout.CompositeFile,
        (MetadataCode.CompositeType, DebugOperand.Name) => MetadataLayout.CompositeName,
        (MetadataCode.CompositeType, DebugOperand.Scope) => MetadataLayout.CompositeScope,
        (MetadataCode.CompositeType, DebugOperand.Elements) => MetadataLayout.CompositeElements,
        (MetadataCode.CompositeType, DebugOperand.TemplateParameters) => MetadataLayout.CompositeTemplateParameters,
        (MetadataCode.Subprogram, DebugOperand.Name) => MetadataLayout.SubprogramName,
        (MetadataCode.Subprogram, DebugOperand.SubprogramLinkageName) => MetadataLayout.SubprogramLinkageName,
        (MetadataCode.Namespace, DebugOperand.Scope) => MetadataLayout.NamespaceScope,
        (MetadataCode.Namespace, DebugOperand.NamespaceName) => MetadataLayout.NamespaceName,
        (MetadataCode.File, DebugOperand.FileName) => MetadataLayout.FileName,
        (MetadataCode.File, DebugOperand.FileDirectory) => MetadataLayout.FileDirectory,
        (MetadataCode.CompileUnit, DebugOperand.UnitEnums) => MetadataLayout.UnitEnums,
        (MetadataCode.CompileUnit, DebugOperand.UnitRetainedTypes) => MetadataLayout.UnitRetainedTypes,
        (MetadataCode.CompileUnit, DebugOperand.UnitGlobals) => MetadataLayout.UnitGlobals,
        (MetadataCode.CompileUnit, DebugOperand.UnitImports) => MetadataLayout.UnitImports,
        (MetadataCode.CompileUnit, DebugOperand.UnitMacros) => MetadataLayout.UnitMacros,
        (MetadataCode.ImportedEntity, DebugOperand.ImportScope) => MetadataLayout.ImportScope,
        (MetadataCode.GlobalVariableExpression, DebugOperand.ExpressionVariable) => MetadataLayout.ExpressionVariable,
        _ => throw new MalformedBitsException($"metadata of kind {(int)code} stands where another is expected"),
    };

    private string?[] MakeKeys()
    {
        string?[] keys = new string?[_index.Count];
        DebugTypeNames names = new(this);
        for (int number = 0; number < keys.Length; number++)
        {
            keys[number] = _index.CodeOf(number) == MetadataCode.CompositeType ? names.KeyOf(number + 1) : null;
        }

        return keys;
    }
}
