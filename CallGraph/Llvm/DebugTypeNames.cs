using System.Globalization;
using LLVMSharp.Interop;

namespace LtoPar.CallGraph.Llvm;

/// <summary>
/// Which types a debugger can find by name when it sees only a declaration of one, and under which name. Those are structures, classes and
/// unions, complete, with a name, at file, namespace or class scope, of C and C++: what clang itself leaves to another object file with
/// -fno-standalone-debug. A type in a function or an unnamed namespace is nobody else's, a template's name must spell its arguments,
/// and a name that is no text is left alone.
/// </summary>
public sealed unsafe class DebugTypeNames(DebugNodes nodes)
{
    private readonly Dictionary<nint, string?> _keys = [];

    /// <summary>The name, equal in every context that holds the type; null: not such a type.</summary>
    public string? KeyOf(nint type)
    {
        if (!_keys.TryGetValue(type, out string? key))
        {
            key = IsComplete(type) ? Make(type) : null;
            _keys.Add(type, key);
        }

        return key;
    }

    /// <summary>What two definitions of one name must have in common to be the same source text.</summary>
    public string Fingerprint(nint type)
    {
        LLVMOpaqueMetadata* node = (LLVMOpaqueMetadata*)type;
        nint file = nodes.Operand(type, DebugOperand.File);
        string path = file == 0 ? "" : $"{nodes.Text(file, 1)}/{nodes.Text(file, 0)}";
        nint elements = nodes.Operand(type, DebugOperand.Elements);
        int count = elements == 0 ? 0 : nodes.Operands(elements).Length;
        return string.Create(CultureInfo.InvariantCulture, $"{path}:{LLVM.DITypeGetLine(node)} {LLVM.DITypeGetSizeInBits(node)} {count}");
    }

    private static bool IsComplete(nint type)
    {
        LLVMOpaqueMetadata* node = (LLVMOpaqueMetadata*)type;
        return DebugNodes.KindOf(type) == MetadataKind.CompositeType
            && LLVM.GetDINodeTag(node) is DwarfTag.StructureType or DwarfTag.ClassType or DwarfTag.UnionType
            && (LLVM.DITypeGetFlags(node) & LLVMDIFlags.LLVMDIFlagFwdDecl) == 0;
    }

    private string? Make(nint type)
    {
        string kind = LLVM.GetDINodeTag((LLVMOpaqueMetadata*)type) == DwarfTag.UnionType ? "union " : "struct ";
        return Qualified(type) is { } name ? kind + name : null;
    }

    private string? Qualified(nint type)
    {
        string name = nodes.Text(type, DebugOperand.Name);
        if (name.Length == 0 || name.Contains("\\x", StringComparison.Ordinal) || (nodes.Operand(type, DebugOperand.TemplateParameters) != 0 && !name.EndsWith('>')))
        {
            return null;
        }

        return Prefix(nodes.Operand(type, DebugOperand.Scope)) is { } prefix ? prefix + name : null;
    }

    private string? Prefix(nint scope)
    {
        if (scope == 0)
        {
            return "";
        }

        switch (DebugNodes.KindOf(scope))
        {
            case MetadataKind.File or MetadataKind.CompileUnit:
                return "";
            case MetadataKind.CompositeType:
                return Qualified(scope) is { } outer ? outer + "::" : null;
            case MetadataKind.Namespace when nodes.Text(scope, DebugOperand.NamespaceName) is { Length: > 0 } name:
                return Prefix(nodes.Operand(scope, DebugOperand.Scope)) is { } prefix ? $"{prefix}{name}::" : null;
            default:
                return null;
        }
    }
}
