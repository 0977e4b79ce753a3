using LtoPar.Bitcode.DebugInfo;
using LtoPar.Bitcode.Metadata;

namespace LtoPar.CallGraph.Reader.DebugInfo;

/// <summary>
/// Builds the debug information of a module as plain data from its bits: the graph that reading nodes in memory gives (<see cref="DebugInfoBuilder"/>), with
/// the nodes of each function after those of the module.
/// </summary>
internal sealed class MetadataGraph
{
    private readonly MetadataIndex _index;
    private readonly FunctionDebugInfo?[] _functions;
    private readonly int[] _firstOwn;
    private readonly int[] _firstArc;
    private readonly List<int> _arcs = [];

    private MetadataGraph(MetadataIndex index, FunctionDebugInfo?[] functions)
    {
        _index = index;
        _functions = functions;
        _firstOwn = new int[functions.Length + 1];
        _firstOwn[0] = index.Count;
        for (int function = 0; function < functions.Length; function++)
        {
            _firstOwn[function + 1] = _firstOwn[function] + (functions[function]?.Count ?? 0);
        }

        _firstArc = new int[_firstOwn[^1] + 1];
    }

    /// <param name="functions">The functions by ordinal; null where there is no body.</param>
    /// <param name="isVariable">Whether a symbol is a variable.</param>
    public static DebugInfoGraph Build(MetadataIndex index, FunctionDebugInfo?[] functions, int symbols, Func<int, bool> isVariable)
    {
        MetadataGraph graph = new(index, functions);
        graph.AddArcs();
        int[][] roots = graph.Roots(symbols, isVariable);
        int[][] unitRoots = [.. index.Units.Select(graph.UnitRoots)];
        return graph.Finish(roots, unitRoots, graph.Reachable(roots, unitRoots));
    }

    private static bool IsNode(MetadataCode code) => code switch
    {
        MetadataCode.Location or MetadataCode.Expression or MetadataCode.Enumerator or MetadataCode.BasicType or MetadataCode.File
            or MetadataCode.Macro or MetadataCode.MacroFile or MetadataCode.ArgList or MetadataCode.AssignId
            or MetadataCode.Value or MetadataCode.String => false,
        _ => true,
    };

    private void AddArcs()
    {
        int node = 0;
        for (; node < _index.Count; node++)
        {
            _firstArc[node] = _arcs.Count;
            if (IsNode(_index.CodeOf(node)) && _index.CodeOf(node) != MetadataCode.CompileUnit)
            {
                AddArcs(_index.TargetsOf(node), null, 0);
            }
        }

        for (int function = 0; function < _functions.Length; function++)
        {
            FunctionDebugInfo? own = _functions[function];
            for (int i = 0; i < (own?.Count ?? 0); i++, node++)
            {
                _firstArc[node] = _arcs.Count;
                if (IsNode(own!.CodeOf(i)))
                {
                    AddArcs(own.TargetsOf(i), own, _firstOwn[function]);
                }
            }
        }

        _firstArc[node] = _arcs.Count;
    }

    private void AddArcs(ReadOnlySpan<int> targets, FunctionDebugInfo? own, int firstOwn)
    {
        foreach (int target in targets)
        {
            bool isOwn = target >= _index.Count;
            if (IsNode(isOwn ? own!.CodeOf(target - _index.Count) : _index.CodeOf(target)))
            {
                _arcs.Add(isOwn ? target - _index.Count + firstOwn : target);
            }
        }
    }

    private int[][] Roots(int symbols, Func<int, bool> isVariable)
    {
        int[][] roots = new int[symbols][];
        Array.Fill(roots, []);
        for (int function = 0; function < _functions.Length; function++)
        {
            if (_functions[function] is { } own)
            {
                int first = _firstOwn[function];
                roots[function] =
                [
                    .. own.Roots
                        .Where(r => IsNode(r < _index.Count ? _index.CodeOf(r) : own.CodeOf(r - _index.Count)))
                        .Select(r => r < _index.Count ? r : r - _index.Count + first),
                ];
            }
        }

        foreach (GlobalAttachment attachment in _index.Attachments)
        {
            if (isVariable(attachment.Symbol))
            {
                roots[attachment.Symbol] = [.. roots[attachment.Symbol].Union(attachment.DebugTargets)];
            }
        }

        return roots;
    }

    private int[] UnitRoots(int unit) =>
        [
            .. new[] { MetadataLayout.UnitEnums, MetadataLayout.UnitRetainedTypes, MetadataLayout.UnitImports }
                .Select(list => _index.TargetOf(unit, list))
                .Where(list => list >= 0),
        ];

    private bool[] Reachable(int[][] roots, int[][] unitRoots)
    {
        bool[] seen = new bool[_firstArc.Length - 1];
        Stack<int> open = new();
        foreach (int root in roots.SelectMany(r => r).Concat(unitRoots.SelectMany(r => r)))
        {
            Push(root);
        }

        while (open.TryPop(out int node))
        {
            for (int arc = _firstArc[node]; arc < _firstArc[node + 1]; arc++)
            {
                Push(_arcs[arc]);
            }
        }

        return seen;

        void Push(int node)
        {
            if (!seen[node])
            {
                seen[node] = true;
                open.Push(node);
            }
        }
    }

    private SubprogramName?[] Subprograms(int symbols)
    {
        SubprogramName?[] subprograms = new SubprogramName?[symbols];
        for (int function = 0; function < _functions.Length; function++)
        {
            subprograms[function] = _functions[function]?.Name;
        }

        return subprograms;
    }

    private DebugInfoGraph Finish(int[][] roots, int[][] unitRoots, bool[] isReachable)
    {
        List<(int Node, string Key, string Fingerprint)> definitions = Definitions(isReachable);
        DebugTypeTable types = new(definitions.Select(d => (d.Key, d.Fingerprint)));
        int[] typeOf = new int[isReachable.Length];
        int[] unitOf = new int[isReachable.Length];
        Array.Fill(typeOf, -1);
        Array.Fill(unitOf, -1);
        definitions.ForEach(d => typeOf[d.Node] = types.NumberOf(d.Key));
        for (int unit = 0; unit < _index.Units.Count; unit++)
        {
            unitOf[_index.Units[unit]] = unit;
        }

        return new DebugInfoGraph(_firstArc, [.. _arcs], typeOf, unitOf, types.Names, types.IsAmbiguous, roots, unitRoots)
        {
            Subprograms = Subprograms(roots.Length),
            MetadataBytes = (_index.Records.End - _index.Records.Start) / 8,
        };
    }

    private List<(int Node, string Key, string Fingerprint)> Definitions(bool[] isReachable)
    {
        List<(int Node, string Key, string Fingerprint)> definitions = [];
        DebugTypeNames names = new(_index.Types);
        for (int node = 0; node < _index.Count; node++)
        {
            if (isReachable[node] && _index.Types.KeyOf(node) is { } key)
            {
                definitions.Add((node, key, names.Fingerprint(node + 1)));
            }
        }

        for (int function = 0; function < _functions.Length; function++)
        {
            foreach ((int own, string key, string fingerprint) in _functions[function]?.Types ?? [])
            {
                if (isReachable[_firstOwn[function] + own])
                {
                    definitions.Add((_firstOwn[function] + own, key, fingerprint));
                }
            }
        }

        return definitions;
    }
}
