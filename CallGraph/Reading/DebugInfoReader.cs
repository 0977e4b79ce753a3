using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.CallGraph.Reading;

/// <summary>One worker's share of the debug information: the nodes that its functions reach, each once.</summary>
internal sealed unsafe class DebugInfoReader
{
    private readonly DebugNodes _nodes;
    private readonly DebugTypeNames _names;
    private readonly DebugRoots _roots;
    private readonly Dictionary<nint, int> _ids = [];
    private readonly Dictionary<nint, int> _units = [];
    private readonly Stack<(nint Node, int Id)> _open = new();

    /// <param name="units">The compile units of the module, in its order.</param>
    public DebugInfoReader(LazyModule module, nint[] units)
    {
        _nodes = new DebugNodes(module.Context);
        _names = new DebugTypeNames(_nodes);
        _roots = new DebugRoots(module.Context);
        Units = units;
        for (int i = 0; i < Units.Length; i++)
        {
            _units.TryAdd(Units[i], i);
        }
    }

    public nint[] Units { get; }

    public List<int[]> Arcs { get; } = [];

    /// <summary>Per node: its compile unit, or -1.</summary>
    public List<int> UnitOf { get; } = [];

    /// <summary>Per node: its type's key and what tells definitions of that key apart; null for what is no such type.</summary>
    public List<(string Key, string Fingerprint)?> TypeOf { get; } = [];

    public List<(int Symbol, int[] Nodes)> Roots { get; } = [];

    public void ReadFunction(int symbol, LLVMOpaqueValue* function)
    {
        List<nint> roots = _roots.OfFunction(function);
        AddRoots(symbol, [.. roots.Union(_roots.Allocations.Select(a => a.Type).Where(t => !DebugNodes.IsLeaf(DebugNodes.KindOf(t))))]);
    }

    public void ReadVariable(int symbol, LLVMOpaqueValue* variable) => AddRoots(symbol, _roots.OfVariable(variable));

    /// <summary>What the lists of a compile unit name. Imports of a function count with the function.</summary>
    public int[] ReadUnit(int unit)
    {
        nint[] lists =
        [
            _nodes.Operand(Units[unit], DebugOperand.UnitEnums),
            _nodes.Operand(Units[unit], DebugOperand.UnitRetainedTypes),
            _nodes.Operand(Units[unit], DebugOperand.UnitImports),
        ];
        return Visit([.. lists.Where(l => l != 0)]);
    }

    private void AddRoots(int symbol, List<nint> roots)
    {
        if (roots.Count > 0)
        {
            Roots.Add((symbol, Visit(roots)));
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

            Arcs[next.Id] = targets;
            TypeOf[next.Id] = _names.KeyOf(next.Node) is { } key ? (key, Fingerprint(next.Node)) : null;
        }

        return ids;
    }

    /// <summary>What two definitions of one name must have in common to be the same source text.</summary>
    private string Fingerprint(nint type)
    {
        LLVMOpaqueMetadata* node = (LLVMOpaqueMetadata*)type;
        nint file = _nodes.Operand(type, DebugOperand.File);
        string path = file == 0 ? "" : $"{_nodes.Text(file, DebugOperand.FileDirectory)}/{_nodes.Text(file, DebugOperand.FileName)}";
        nint elements = _nodes.Operand(type, DebugOperand.Elements);
        int count = elements == 0 ? 0 : _nodes.Operands(elements).Length;
        return string.Create(CultureInfo.InvariantCulture, $"{path}:{LLVM.DITypeGetLine(node)} {LLVM.DITypeGetSizeInBits(node)} {count}");
    }

    private int IdOf(nint node)
    {
        if (!_ids.TryGetValue(node, out int id))
        {
            id = _ids.Count;
            _ids.Add(node, id);
            Arcs.Add([]);
            TypeOf.Add(null);
            UnitOf.Add(_units.GetValueOrDefault(node, -1));
            _open.Push((node, id));
        }

        return id;
    }
}
