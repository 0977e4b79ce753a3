using System.Globalization;

namespace LtoPar.Bitcode.DebugInfo;

/// <summary>
/// Decides which types a debugger can find by name when it sees only a declaration of one, and under which name. Those are structures, classes and unions,
/// complete, with a name, at file, namespace or class scope, of C and C++: the types that clang itself leaves to another object file with
/// -fno-standalone-debug. A type in a function or an unnamed namespace is visible to no other file, a template's name must spell its arguments, and a name that
/// is no text is left alone.
/// </summary>
public sealed class DebugTypeNames(IDebugTypes types)
{
    /// <summary>The deepest nesting of scopes that is followed. There are malformed modules where a scope is in itself.</summary>
    private const int MostScopes = 256;

    private readonly Dictionary<nint, string?> _keys = [];
    private int _depth;

    /// <summary>The name, equal in every context that contains the type; null: it is no such type.</summary>
    public string? KeyOf(nint type)
    {
        if (!_keys.TryGetValue(type, out string? key))
        {
            key = types.IsDefinition(type) ? Make(type) : null;
            _keys.Add(type, key);
        }

        return key;
    }

    /// <summary>The text that two definitions of one name must have in common to be the same source text.</summary>
    public string Fingerprint(nint type)
    {
        nint file = types.Operand(type, DebugOperand.File);
        string path = file == 0 ? "" : $"{types.Text(file, DebugOperand.FileDirectory)}/{types.Text(file, DebugOperand.FileName)}";
        nint elements = types.Operand(type, DebugOperand.Elements);
        int count = elements == 0 ? 0 : types.MemberCount(elements);
        return string.Create(CultureInfo.InvariantCulture, $"{path}:{types.Line(type)} {types.Size(type)} {count}");
    }

    private string? Make(nint type) => Qualified(type) is { } name ? (types.IsUnion(type) ? "union " : "struct ") + name : null;

    private string? Qualified(nint type)
    {
        string name = types.Text(type, DebugOperand.Name);
        if (name.Length == 0 || name.Contains("\\x", StringComparison.Ordinal)
            || (types.Operand(type, DebugOperand.TemplateParameters) != 0 && !name.EndsWith('>')))
        {
            return null;
        }

        return Prefix(types.Operand(type, DebugOperand.Scope)) is { } prefix ? prefix + name : null;
    }

    private string? Prefix(nint scope)
    {
        if (scope == 0)
        {
            return "";
        }

        _depth++;
        string? prefix = _depth > MostScopes ? null : PrefixOf(scope);
        _depth--;
        return prefix;
    }

    private string? PrefixOf(nint scope)
    {
        switch (types.Kind(scope))
        {
            case MetadataKind.File or MetadataKind.CompileUnit:
                return "";
            case MetadataKind.CompositeType:
                return Qualified(scope) is { } outer ? outer + "::" : null;
            case MetadataKind.Namespace when types.Text(scope, DebugOperand.NamespaceName) is { Length: > 0 } name:
                return Prefix(types.Operand(scope, DebugOperand.Scope)) is { } prefix ? $"{prefix}{name}::" : null;
            default:
                return null;
        }
    }
}
