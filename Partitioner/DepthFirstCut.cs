using LtoPar.CallGraph;
using QuikGraph.Algorithms.ConnectedComponents;
using QuikGraph.Algorithms.Search;

namespace LtoPar.Partitioner;

/// <summary>
/// The default cut. Calls matter most inside a partition, and a depth-first search puts a function next to what it calls: so the spanning
/// forest of a depth-first search over the call graph is cut into bounded subtrees, from the leaves up.
///
/// Roots are what nothing calls: one atom (the first in the module) of every strongly connected component without a caller outside. From there
/// every atom is reached; heavier edges are followed first.
///
/// On the way up, an atom whose remaining subtree is within the bounds stays whole. Where it is not, children are cut off until it is. Any of
/// several children could go; which one does is decided by content, the hash of its root's name, and never by size alone: an edit that makes
/// one function larger must not move boundaries elsewhere, since every moved boundary is a partition to compile again. Two classes keep the
/// result sensible: a child that is beyond the bounds by itself goes first (it has to), crumbs below an eighth of the bounds go last.
/// </summary>
internal sealed class DepthFirstCut
{
    private const int CrumbDenominator = 8;

    private readonly AtomGraph _atoms;
    private readonly Bounds _bounds;
    private readonly int[] _parent;
    private readonly List<int> _finished;
    private readonly bool[] _isPieceRoot;

    private DepthFirstCut(AtomGraph atoms, Bounds bounds)
    {
        _atoms = atoms;
        _bounds = bounds;
        _parent = new int[atoms.Count];
        Array.Fill(_parent, AtomGraph.None);
        _finished = new List<int>(atoms.Count);
        Preorder = new List<int>(atoms.Count);
        _isPieceRoot = new bool[atoms.Count];
    }

    /// <summary>Atoms in the order in which the search met them.</summary>
    public List<int> Preorder { get; }

    /// <summary>Indexed by atom: the atom at the root of its piece.</summary>
    public int[] PieceRootOf { get; private set; } = [];

    public static DepthFirstCut Run(AtomGraph atoms, Bounds bounds)
    {
        DepthFirstCut cut = new(atoms, bounds);
        cut.Search();
        cut.CutBottomUp();
        cut.NamePieces();
        return cut;
    }

    private void Search()
    {
        _atoms.SetVisitOrder(VisitOrder(_atoms));
        DepthFirstSearchAlgorithm<int, CallEdge> search = new(_atoms);
        search.DiscoverVertex += Preorder.Add;
        search.TreeEdge += edge => _parent[edge.Target] = edge.Source;
        search.FinishVertex += _finished.Add;
        search.Compute();
    }

    /// <summary>The roots in module order, then everything else (all of it reachable from them).</summary>
    private static int[] VisitOrder(AtomGraph atoms)
    {
        StronglyConnectedComponentsAlgorithm<int, CallEdge> algorithm = new(atoms);
        algorithm.Compute();
        int[] component = new int[atoms.Count];
        for (int atom = 0; atom < atoms.Count; atom++)
        {
            component[atom] = algorithm.Components[atom];
        }

        bool[] hasCaller = new bool[algorithm.ComponentCount];
        for (int atom = 0; atom < atoms.Count; atom++)
        {
            foreach (CallEdge edge in atoms.Row(atom))
            {
                hasCaller[component[edge.Target]] |= component[edge.Target] != component[atom];
            }
        }

        bool[] hasRoot = new bool[algorithm.ComponentCount];
        List<int> order = new(atoms.Count);
        List<int> rest = new(atoms.Count);
        for (int atom = 0; atom < atoms.Count; atom++)
        {
            bool isRoot = !hasCaller[component[atom]] && !hasRoot[component[atom]];
            hasRoot[component[atom]] |= isRoot;
            (isRoot ? order : rest).Add(atom);
        }

        order.AddRange(rest);
        return [.. order];
    }

    private void CutBottomUp()
    {
        long[] functions = new long[_atoms.Count];
        long[] instructions = new long[_atoms.Count];
        List<int>?[] children = new List<int>?[_atoms.Count];
        foreach (int atom in _finished)
        {
            functions[atom] = _atoms.Functions[atom];
            instructions[atom] = _atoms.Instructions[atom];
            List<int>? mine = children[atom];
            if (mine is not null)
            {
                foreach (int child in mine)
                {
                    functions[atom] += functions[child];
                    instructions[atom] += instructions[child];
                }

                CutChildren(atom, mine);
                children[atom] = null;
            }

            if (_parent[atom] is var parent && parent != AtomGraph.None)
            {
                (children[parent] ??= []).Add(atom);
            }
            else
            {
                _isPieceRoot[atom] = true;
            }
        }

        void CutChildren(int atom, List<int> mine)
        {
            if (_bounds.Hold(functions[atom], instructions[atom]))
            {
                return;
            }

            mine.Sort((a, b) => (Class(a), _atoms.NameHash[a], a).CompareTo((Class(b), _atoms.NameHash[b], b)));
            foreach (int child in mine)
            {
                if (_bounds.Hold(functions[atom], instructions[atom]))
                {
                    return;
                }

                if (functions[child] == 0 && instructions[child] == 0)
                {
                    continue;
                }

                _isPieceRoot[child] = true;
                functions[atom] -= functions[child];
                instructions[atom] -= instructions[child];
            }
        }

        int Class(int child) => !_bounds.Hold(functions[child], instructions[child]) ? 0
            : _bounds.ReachFraction(functions[child], instructions[child], CrumbDenominator) ? 1
            : 2;
    }

    private void NamePieces()
    {
        PieceRootOf = new int[_atoms.Count];
        foreach (int atom in Preorder)
        {
            PieceRootOf[atom] = _isPieceRoot[atom] ? atom : PieceRootOf[_parent[atom]];
        }
    }
}
