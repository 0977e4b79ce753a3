using LtoPar.CallGraph;
using LtoPar.CallGraph.Facts;

namespace LtoPar.TestSupport;

/// <summary>
/// A program written out by hand: symbols are named, edges and ties refer to names, and <see cref="Build"/> gives the ordinals (functions,
/// variables, aliases, ifuncs, each in the order of mention).
/// </summary>
public sealed class ProgramBuilder
{
    private readonly List<(string Name, SymbolKind Kind, long Size, SymbolFlags Flags, SymbolLinkage Linkage)> _symbols = [];
    private readonly List<(string Source, string Target, EdgeKind Kind, int Count, ulong Weight)> _edges = [];
    private readonly List<(string A, string B, TieReason Reason)> _ties = [];
    private readonly List<string> _asm = [];
    private bool _isProfiled;
    private ProgramFacts? _facts;

    public ProgramBuilder Function(
        string name, long instructions, SymbolFlags flags = SymbolFlags.Definition, SymbolLinkage linkage = SymbolLinkage.Internal) =>
        Symbol(name, SymbolKind.Function, instructions, flags, linkage);

    public ProgramBuilder Variable(string name, long bytes = 8, SymbolFlags flags = SymbolFlags.Definition, SymbolLinkage linkage = SymbolLinkage.Internal) =>
        Symbol(name, SymbolKind.Variable, bytes, flags, linkage);

    /// <summary>A constant that every partition that uses it may have a copy of.</summary>
    public ProgramBuilder Copyable(string name, long bytes = 8) =>
        Symbol(
            name,
            SymbolKind.Variable,
            bytes,
            SymbolFlags.Definition | SymbolFlags.Constant | SymbolFlags.UnnamedAddr | SymbolFlags.Mergeable,
            SymbolLinkage.Private);

    public ProgramBuilder Alias(string name, string target)
    {
        Tie(name, target, TieReason.Alias);
        return Symbol(name, SymbolKind.Alias, 0, SymbolFlags.Definition, SymbolLinkage.External);
    }

    public ProgramBuilder Call(string source, string target, int count = 1) => Edge(source, target, EdgeKind.Call, count, (ulong)count);

    public ProgramBuilder Reference(string source, string target, int count = 1) => Edge(source, target, EdgeKind.Reference, count, (ulong)count);

    public ProgramBuilder Edge(string source, string target, EdgeKind kind, int count, ulong weight)
    {
        _edges.Add((source, target, kind, count, weight));
        return this;
    }

    public ProgramBuilder Tie(string a, string b, TieReason reason)
    {
        _ties.Add((a, b, reason));
        return this;
    }

    public ProgramBuilder ModuleAsm(params string[] names)
    {
        _asm.AddRange(names);
        return this;
    }

    /// <summary>The weights of calls are a profile's.</summary>
    public ProgramBuilder Profiled()
    {
        _isProfiled = true;
        return this;
    }

    /// <summary>What the functions do, by their ordinals.</summary>
    public ProgramBuilder WithFacts(ProgramFacts facts)
    {
        _facts = facts;
        return this;
    }

    public ProgramGraph Build()
    {
        var ordered = _symbols.OrderBy(s => s.Kind).ToArray();
        SymbolTable table = new(
            ordered.Count(s => s.Kind == SymbolKind.Function),
            ordered.Count(s => s.Kind == SymbolKind.Variable),
            ordered.Count(s => s.Kind == SymbolKind.Alias),
            ordered.Count(s => s.Kind == SymbolKind.IFunc));
        Dictionary<string, int> ordinal = [];
        for (int i = 0; i < ordered.Length; i++)
        {
            ordinal.Add(ordered[i].Name, i);
            table.Names[i] = ordered[i].Name;
            table.Size[i] = ordered[i].Size;
            table.Flags[i] = ordered[i].Flags;
            table.Linkage[i] = ordered[i].Linkage;
        }

        return new ProgramGraph(
            RandomPrograms.Facts,
            table,
            [.. _edges.Select(e => new CallEdge(ordinal[e.Source], ordinal[e.Target], e.Kind, e.Count, e.Weight))],
            [.. _ties.Select(t => LtoPar.CallGraph.Tie.Of(ordinal[t.A], ordinal[t.B], t.Reason))],
            [.. _asm.Select(n => ordinal[n])])
        { HasProfile = _isProfiled, Facts = _facts };
    }

    private ProgramBuilder Symbol(string name, SymbolKind kind, long size, SymbolFlags flags, SymbolLinkage linkage)
    {
        _symbols.Add((name, kind, size, flags, linkage));
        return this;
    }
}
