namespace LtoPar.Bitcode.DebugInfo;

/// <summary>
/// Debug information, whether in bits or in memory: what the name of a type is made from, what tells definitions of one name apart, the names of
/// functions, and the lists of compile units. Nodes are numbers, 0 is none; operands are those of <see cref="DebugOperand"/>.
/// </summary>
public interface IDebugTypes
{
    MetadataKind Kind(nint node);

    /// <summary>A structure, class or union that is not merely declared.</summary>
    bool IsDefinition(nint node);

    bool IsUnion(nint node);

    nint Operand(nint node, int operand);

    /// <summary>The text of an operand; "" when there is none.</summary>
    string Text(nint node, int operand);

    ulong Line(nint type);

    /// <summary>A number that equal sizes have in common.</summary>
    ulong Size(nint type);

    int MemberCount(nint list);
}
