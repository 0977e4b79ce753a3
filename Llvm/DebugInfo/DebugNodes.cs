using LLVMSharp.Interop;
using LtoPar.Bitcode.DebugInfo;

namespace LtoPar.Llvm.DebugInfo;

/// <summary>
/// Reads the debug-info nodes of one context: which nodes a node refers to, and how much of a type the reference needs. A node is its address; nodes live as
/// long as the context.
/// </summary>
public sealed unsafe class DebugNodes(LlvmContext context) : IDebugTypes
{
    private const string Units = "llvm.dbg.cu";

    private readonly List<DebugArc> _arcs = [];
    private nint[] _operands = new nint[64];

    public static MetadataKind KindOf(nint node) => (MetadataKind)LLVM.GetMetadataKind((LLVMOpaqueMetadata*)node);

    /// <summary>Whether a node refers to no type, directly or not, and to nothing that could.</summary>
    public static bool IsLeaf(MetadataKind kind) => kind is MetadataKind.String or MetadataKind.Constant or MetadataKind.Local or MetadataKind.Expression
        or MetadataKind.Enumerator or MetadataKind.BasicType or MetadataKind.File or MetadataKind.Macro or MetadataKind.MacroFile
        or MetadataKind.ArgList or MetadataKind.AssignId;

    /// <summary>The compile units, in the order of the module.</summary>
    public static nint[] CompileUnits(LLVMOpaqueModule* module)
    {
        nint[] units = NamedMetadata.OperandsOf(module, Units);
        for (int i = 0; i < units.Length; i++)
        {
            units[i] = (nint)LLVM.ValueAsMetadata((LLVMOpaqueValue*)units[i]);
        }

        return units;
    }

    public LLVMOpaqueValue* AsValue(nint node) => LLVM.MetadataAsValue(context.Handle, (LLVMOpaqueMetadata*)node);

    /// <summary>The operands as nodes, 0 where there is no operand. Valid until the next call.</summary>
    public ReadOnlySpan<nint> Operands(nint node)
    {
        LLVMOpaqueValue* value = AsValue(node);
        if (LLVM.IsAMDNode(value) is null)
        {
            return [];
        }

        int count = checked((int)LLVM.GetMDNodeNumOperands(value));
        if (count > _operands.Length)
        {
            _operands = new nint[Math.Max(count, _operands.Length * 2)];
        }

        fixed (nint* first = _operands)
        {
            LLVM.GetMDNodeOperands(value, (LLVMOpaqueValue**)first);
        }

        for (int i = 0; i < count; i++)
        {
            _operands[i] = _operands[i] == 0 ? 0 : (nint)LLVM.ValueAsMetadata((LLVMOpaqueValue*)_operands[i]);
        }

        return _operands.AsSpan(0, count);
    }

    public nint Operand(nint node, int operand)
    {
        LLVMOpaqueValue* value = AsValue(node);
        return LLVM.IsAMDNode(value) is null || operand >= LLVM.GetMDNodeNumOperands(value) ? 0 : OperandOf(value, operand);
    }

    /// <summary>The text of an operand that is a string; "" when there is no text.</summary>
    public string Text(nint node, int operand)
    {
        nint member = Operand(node, operand);
        if (member == 0 || KindOf(member) != MetadataKind.String)
        {
            return "";
        }

        uint length;
        sbyte* text = LLVM.GetMDString(AsValue(member), &length);
        return text is null ? "" : LlvmText.From(text, length);
    }

    public void Replace(nint node, int operand, nint replacement) =>
        LLVM.ReplaceMDNodeOperandWith(AsValue(node), (uint)operand, (LLVMOpaqueMetadata*)replacement);

    public nint Tuple(ReadOnlySpan<nint> members)
    {
        fixed (nint* first = members)
        {
            return (nint)LLVM.MDNodeInContext2(context.Handle, (LLVMOpaqueMetadata**)first, (nuint)members.Length);
        }
    }

    /// <summary>
    /// Lists the nodes that a node refers to, without leaves. A compile unit's lists are not followed: no function may need their members, and DebugInfoPlan
    /// decides which partition carries them. Valid until the next call.
    /// </summary>
    public List<DebugArc> Arcs(nint node)
    {
        _arcs.Clear();
        MetadataKind kind = KindOf(node);
        if (kind == MetadataKind.CompileUnit)
        {
            return _arcs;
        }

        LLVMOpaqueValue* value = AsValue(node);
        if (LLVM.IsAMDNode(value) is null)
        {
            return _arcs;
        }

        uint leaves = DebugOperand.Leaves(kind);
        int count = checked((int)LLVM.GetMDNodeNumOperands(value));
        for (int i = 0; i < count; i++)
        {
            // Each operand that is read costs an object in LLVM; names have one each.
            if ((i >= DebugOperand.MostLeaves || (leaves & (1u << i)) == 0) && OperandOf(value, i) is not 0 and nint target && !IsLeaf(KindOf(target)))
            {
                _arcs.Add(new DebugArc(i, target, Need(node, kind, i)));
            }
        }

        return _arcs;
    }

    private static nint OperandOf(LLVMOpaqueValue* node, int operand) =>
        LLVM.GetOperand(node, (uint)operand) is var value && value is null ? 0 : (nint)LLVM.ValueAsMetadata(value);

    private static DebugNeed Need(nint node, MetadataKind kind, int operand) => kind switch
    {
        MetadataKind.Tuple => DebugNeed.Same,
        MetadataKind.DerivedType =>
            operand == DebugOperand.BaseType ? DebugNeeds.OfBase(LLVM.GetDINodeTag((LLVMOpaqueMetadata*)node), IsStaticMember(node)) : DebugNeed.Mention,
        MetadataKind.CompositeType => operand == DebugOperand.BaseType ? DebugNeed.Same : DebugNeed.Mention,
        _ => DebugNeed.Mention,
    };

    private static bool IsStaticMember(nint type) => (LLVM.DITypeGetFlags((LLVMOpaqueMetadata*)type) & LLVMDIFlags.LLVMDIFlagStaticMember) != 0;

    MetadataKind IDebugTypes.Kind(nint node) => KindOf(node);

    bool IDebugTypes.IsDefinition(nint node) =>
        KindOf(node) == MetadataKind.CompositeType
        && DwarfTag.IsRecord(LLVM.GetDINodeTag((LLVMOpaqueMetadata*)node))
        && (LLVM.DITypeGetFlags((LLVMOpaqueMetadata*)node) & LLVMDIFlags.LLVMDIFlagFwdDecl) == 0;

    bool IDebugTypes.IsUnion(nint node) => LLVM.GetDINodeTag((LLVMOpaqueMetadata*)node) == DwarfTag.UnionType;

    ulong IDebugTypes.Line(nint type) => LLVM.DITypeGetLine((LLVMOpaqueMetadata*)type);

    ulong IDebugTypes.Size(nint type) => LLVM.DITypeGetSizeInBits((LLVMOpaqueMetadata*)type);

    int IDebugTypes.MemberCount(nint list) => Operands(list).Length;
}
