using LLVMSharp.Interop;
using LtoPar.Bitcode.DebugInfo;
using LtoPar.Llvm;
using LtoPar.Llvm.DebugInfo;

namespace LtoPar.CallGraph.Reader.DebugInfo;

/// <summary>Reads one share of the debug information: the nodes that its functions reach, each once.</summary>
internal sealed unsafe class DebugInfoReader
{
    private readonly DebugNodes _nodes;
    private readonly DebugTypeNames _names;
    private readonly DebugRoots _roots;
    private readonly nint[] _compileUnits;
    private readonly Dictionary<nint, int> _ids = [];
    private readonly Dictionary<nint, int> _units = [];
    private readonly Stack<(nint Node, int Id)> _open = new();

    /// <param name="units">The compile units of the module, in its order.</param>
    public DebugInfoReader(LazyModule module, nint[] units)
    {
        _nodes = new DebugNodes(module.Context);
        _names = new DebugTypeNames(_nodes);
        _roots = new DebugRoots(module.Context);
        _compileUnits = units;
        for (int i = 0; i < units.Length; i++)
        {
            _units.TryAdd(units[i], i);
        }
    }

    public DebugInfoShare Share { get; } = new();

    public void ReadFunction(int symbol, LLVMOpaqueValue* function)
    {
        List<nint> roots = _roots.OfFunction(function);
        if (LLVM.GetSubprogram(function) is var subprogram && subprogram is not null)
        {
            Share.Subprograms.Add((symbol, SubprogramNames.Of(_nodes, (nint)subprogram)));
        }

        AddRoots(symbol, [.. roots.Union(_roots.Allocations.Select(a => a.Type).Where(t => !DebugNodes.IsLeaf(DebugNodes.KindOf(t))))]);
    }

    public void ReadVariable(int symbol, LLVMOpaqueValue* variable) => AddRoots(symbol, _roots.OfVariable(variable));

    /// <summary>Reads the lists of the compile units. Imports of a function count with the function.</summary>
    public void ReadUnits() => Share.UnitRoots = [.. _compileUnits.Select(ReadUnit)];

    private int[] ReadUnit(nint unit)
    {
        nint[] lists =
        [
            _nodes.Operand(unit, DebugOperand.UnitEnums),
            _nodes.Operand(unit, DebugOperand.UnitRetainedTypes),
            _nodes.Operand(unit, DebugOperand.UnitImports),
        ];
        return Visit([.. lists.Where(l => l != 0)]);
    }

    private void AddRoots(int symbol, List<nint> roots)
    {
        if (roots.Count > 0)
        {
            Share.Roots.Add((symbol, Visit(roots)));
        }
    }

    private int[] Visit(List<nint> roots)
    {
        int[] ids = new int[roots.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = IdOf(roots[i]);
        }

        while (_open.TryPop(out (nint Node, int Id) next))
        {
            List<DebugArc> arcs = _nodes.Arcs(next.Node);
            int[] targets = new int[arcs.Count];
            for (int i = 0; i < targets.Length; i++)
            {
                targets[i] = IdOf(arcs[i].Target);
            }

            Share.Arcs[next.Id] = targets;
            Share.TypeOf[next.Id] = _names.KeyOf(next.Node) is { } key ? (key, _names.Fingerprint(next.Node)) : null;
        }

        return ids;
    }

    private int IdOf(nint node)
    {
        if (!_ids.TryGetValue(node, out int id))
        {
            id = _ids.Count;
            _ids.Add(node, id);
            Share.Arcs.Add([]);
            Share.TypeOf.Add(null);
            Share.UnitOf.Add(_units.GetValueOrDefault(node, -1));
            _open.Push((node, id));
        }

        return id;
    }
}
