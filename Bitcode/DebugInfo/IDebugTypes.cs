namespace LtoPar.Bitcode.DebugInfo;

/// <summary>
/// Reads debug information, whether in bits or in memory: the parts of a type's name, the properties that tell definitions of one name apart, the names of
/// functions, and the lists of compile units. Nodes are numbers, 0 stands for no node; operands are those of <see cref="DebugOperand"/>.
/// </summary>
public interface IDebugTypes
{
    MetadataKind Kind(nint node);

    /// <summary>Whether the node is a structure, class or union that is not merely declared.</summary>
    bool IsDefinition(nint node);

    bool IsUnion(nint node);

    nint Operand(nint node, int operand);

    /// <summary>The text of an operand; "" when there is no text.</summary>
    string Text(nint node, int operand);

    ulong Line(nint type);

    /// <summary>A number that equal sizes have in common.</summary>
    ulong Size(nint type);

    int MemberCount(nint list);
}
