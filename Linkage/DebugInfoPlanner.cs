using LtoPar.CallGraph;
using LtoPar.Partitioner;

namespace LtoPar.Linkage;

/// <summary>
/// Gives every type and compile unit its owner: the first partition that reaches it. One walk goes over the nodes for all partitions together; a partition goes
/// on where the earlier ones have not been, since what they have been through is complete there.
///
/// One name may stand for several nodes, one for each source file, and a file that knows more gives its node more to reach: struct S with a member struct T*,
/// where only one file defines T. So a new type may be found behind a type that another partition owns. The types on the way to it are then complete in this
/// partition too, or nothing would lead to it.
///
/// Symbols are walked one by one, and a unit's lists after them: a way to a new type is then within one share, and is the same however the functions were
/// shared out.
/// </summary>
internal sealed class DebugInfoPlanner
{
    private readonly DebugInfoGraph _graph;
    private readonly int[] _typeOwners;
    private readonly int[] _unitOwners;
    private readonly bool[] _seen;
    private readonly int[] _cameFrom;
    private readonly int[] _onWay;
    private readonly Stack<int> _open = new();
    private readonly List<int> _newUnits = [];
    private readonly HashSet<(int Partition, int Type)> _alsoComplete = [];

    private DebugInfoPlanner(DebugInfoGraph graph)
    {
        _graph = graph;
        _typeOwners = Unset(graph.Types.Count);
        _unitOwners = Unset(graph.UnitCount);
        _seen = new bool[graph.NodeCount];
        _cameFrom = Unset(graph.NodeCount);
        _onWay = Unset(graph.NodeCount);
    }

    public static DebugInfoPlan Plan(DebugInfoGraph? graph, PartitionPlan partitions) =>
        graph is null || partitions.Partitions.Count < 2 ? DebugInfoPlan.Whole : new DebugInfoPlanner(graph).Plan(partitions);

    private static int[] Unset(int count)
    {
        int[] values = new int[count];
        Array.Fill(values, -1);
        return values;
    }

    private DebugInfoPlan Plan(PartitionPlan partitions)
    {
        foreach (Partition partition in partitions.Partitions)
        {
            foreach (int symbol in partition.Symbols)
            {
                Push(_graph.RootsOf(symbol), -1);
                Walk(partition.Id);
            }
        }

        for (int unit = 0; unit < _unitOwners.Length; unit++)
        {
            if (_unitOwners[unit] < 0)
            {
                _unitOwners[unit] = 0;
                _newUnits.Add(unit);
                Walk(0);
            }
        }

        Dictionary<string, int> typeOwners = new(StringComparer.Ordinal);
        for (int type = 0; type < _typeOwners.Length; type++)
        {
            if (_typeOwners[type] >= 0 && !_graph.IsAmbiguous[type])
            {
                typeOwners.Add(_graph.Types[type], _typeOwners[type]);
            }
        }

        return new DebugInfoPlan(typeOwners, [.. _alsoComplete.Select(c => (c.Partition, _graph.Types[c.Type]))], _unitOwners, _graph.Subprograms);
    }

    private void Push(ReadOnlySpan<int> nodes, int from)
    {
        foreach (int node in nodes)
        {
            if (!_seen[node])
            {
                _seen[node] = true;
                _cameFrom[node] = from;
                _open.Push(node);
            }
        }
    }

    private void Walk(int partition)
    {
        WalkOpen(partition);
        while (_newUnits.Count > 0)
        {
            int[] units = [.. _newUnits.Order()];
            _newUnits.Clear();
            foreach (int unit in units)
            {
                Push(_graph.UnitRoots(unit), -1);
                WalkOpen(partition);
            }
        }
    }

    private void WalkOpen(int partition)
    {
        while (_open.TryPop(out int node))
        {
            if (_graph.TypeOf[node] is var type && type >= 0 && _typeOwners[type] < 0)
            {
                _typeOwners[type] = partition;
                KeepWayTo(node, partition);
            }

            if (_graph.UnitOf[node] is var unit && unit >= 0 && _unitOwners[unit] < 0)
            {
                _unitOwners[unit] = partition;
                KeepWayTo(node, partition);
                _newUnits.Add(unit);
            }

            Push(_graph.ArcsOf(node), node);
        }
    }

    private void KeepWayTo(int node, int partition)
    {
        for (int at = _cameFrom[node]; at >= 0 && _onWay[at] != partition; at = _cameFrom[at])
        {
            _onWay[at] = partition;
            if (_graph.TypeOf[at] is var type && type >= 0 && _typeOwners[type] != partition)
            {
                _alsoComplete.Add((partition, type));
            }
        }
    }
}
