using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LtoPar.Architecture.Tests;

/// <summary>Which namespaces of an assembly use which: signatures, fields, attributes of types, and the bodies of methods.</summary>
internal sealed class NamespaceGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _uses = new(StringComparer.Ordinal);

    public static NamespaceGraph Of(ModuleDefinition module)
    {
        NamespaceGraph graph = new();
        foreach (TypeDefinition type in module.GetTypes())
        {
            graph.Add(type);
        }

        return graph;
    }

    /// <summary>Cycles as text, one a pair of namespaces that reach each other, with a use in either direction; empty: there is none.</summary>
    public IReadOnlyList<string> Cycles()
    {
        List<string> cycles = [];
        foreach (string from in _uses.Keys)
        {
            foreach ((string to, string how) in _uses[from])
            {
                if (string.CompareOrdinal(from, to) < 0 && Reaches(to, from))
                {
                    cycles.Add($"{from} <-> {to}: {how}; and back: {(_uses[to].TryGetValue(from, out string? back) ? back : "by way of others")}");
                }
                else if (string.CompareOrdinal(from, to) > 0 && Reaches(to, from) && !_uses[to].ContainsKey(from))
                {
                    cycles.Add($"{from} -> {to}: {how}; and back by way of others");
                }
            }
        }

        return cycles;
    }

    public void Add(string from, string to, string how)
    {
        if (from != to)
        {
            Uses(from).TryAdd(to, how);
            Uses(to);
        }
    }

    private bool Reaches(string from, string to)
    {
        HashSet<string> seen = [from];
        Stack<string> open = new(seen);
        while (open.TryPop(out string? next))
        {
            if (next == to)
            {
                return true;
            }

            foreach (string other in _uses[next].Keys.Where(seen.Add))
            {
                open.Push(other);
            }
        }

        return false;
    }

    private SortedDictionary<string, string> Uses(string name)
    {
        if (!_uses.TryGetValue(name, out SortedDictionary<string, string>? uses))
        {
            _uses.Add(name, uses = new SortedDictionary<string, string>(StringComparer.Ordinal));
        }

        return uses;
    }

    private void Add(TypeDefinition type)
    {
        Note(type, type.BaseType);
        foreach (InterfaceImplementation implemented in type.Interfaces)
        {
            Note(type, implemented.InterfaceType);
        }

        foreach (FieldDefinition field in type.Fields)
        {
            Note(type, field.FieldType);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            Note(type, method.ReturnType);
            foreach (ParameterDefinition parameter in method.Parameters)
            {
                Note(type, parameter.ParameterType);
            }

            if (method.HasBody)
            {
                Add(type, method.Body);
            }
        }
    }

    private void Add(TypeDefinition type, MethodBody body)
    {
        foreach (VariableDefinition variable in body.Variables)
        {
            Note(type, variable.VariableType);
        }

        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference named:
                    Note(type, named);
                    break;
                case MethodReference called:
                    Note(type, called.DeclaringType);
                    Note(type, called.ReturnType);
                    foreach (TypeReference argument in (called as GenericInstanceMethod)?.GenericArguments ?? [])
                    {
                        Note(type, argument);
                    }

                    break;
                case FieldReference field:
                    Note(type, field.DeclaringType);
                    break;
            }
        }
    }

    private void Note(TypeDefinition user, TypeReference? used)
    {
        if (used is GenericInstanceType generic)
        {
            foreach (TypeReference argument in generic.GenericArguments)
            {
                Note(user, argument);
            }
        }

        if (used?.GetElementType() is { } element && element.Scope == user.Module
            && NamespaceOf(element) is { Length: > 0 } to && NamespaceOf(user) is { Length: > 0 } from)
        {
            Add(from, to, $"{user.Name} uses {element.Name}");
        }
    }

    private static string NamespaceOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Namespace;
    }
}
