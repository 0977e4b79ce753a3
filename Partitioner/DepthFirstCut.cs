using LtoPar.CallGraph;
using LtoPar.Partitioner.Atoms;
using QuikGraph;
using QuikGraph.Algorithms.Search;

namespace LtoPar.Partitioner;

/// <summary>
/// The default cut. Calls matter most inside a partition, and a depth-first search puts a function next to what it calls: so the spanning
/// forest of a depth-first search over the call graph is cut into bounded subtrees, from the leaves up.
///
/// The search starts at what nothing calls (<see cref="SearchRoots"/>). From there every atom is reached; heavier edges are followed first.
///
/// On the way up, an atom whose remaining subtree is within the bounds stays whole. Where it is not, children are cut off until it is. Any of
/// several children could go; which one does is decided by content, the hash of its root's name, and never by size alone: an edit that makes
/// one function larger must not move boundaries elsewhere, since every moved boundary is a partition to compile again. Two classes keep the
/// result sensible: a child that is beyond the bounds by itself goes first (it has to), crumbs below an eighth of the bounds go last, for they
/// would have to be swept up afterwards (<see cref="PieceMerger"/>) far from the caller they came from.
///
/// Data is in the tree without weight: a table is between what uses it and what it names, and ties them together. Only a child with functions
/// below it is worth a cut.
/// </summary>
internal sealed class DepthFirstCut
{
    private const int CrumbDenominator = 8;

    private readonly AtomGraph _atoms;
    private readonly Bounds _bounds;
    private readonly int[] _parent;
    private readonly List<int> _finished;
    private readonly long[] _functions;
    private readonly long[] _instructions;
    private readonly bool[] _isPieceRoot;

    private DepthFirstCut(AtomGraph atoms, Bounds bounds)
    {
        _atoms = atoms;
        _bounds = bounds;
        _parent = new int[atoms.Count];
        Array.Fill(_parent, AtomGraph.None);
        _finished = new List<int>(atoms.Count);
        _functions = new long[atoms.Count];
        _instructions = new long[atoms.Count];
        _isPieceRoot = new bool[atoms.Count];
        Preorder = new List<int>(atoms.Count);
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
        DepthFirstSearchAlgorithm<int, SEdge<int>> search = SearchGraph.Search(_atoms, SearchRoots.Of(_atoms));
        search.DiscoverVertex += Preorder.Add;
        search.TreeEdge += edge => _parent[edge.Target] = edge.Source;
        search.FinishVertex += _finished.Add;
        search.Compute();
    }

    private void CutBottomUp()
    {
        // Children as lists threaded through two arrays. A parent finishes after all of its children.
        int[] firstChild = new int[_atoms.Count];
        int[] nextSibling = new int[_atoms.Count];
        Array.Fill(firstChild, AtomGraph.None);
        Array.Fill(nextSibling, AtomGraph.None);
        List<int> children = [];
        foreach (int atom in _finished)
        {
            _functions[atom] += _atoms.Functions[atom];
            _instructions[atom] += _atoms.Instructions[atom];
            if (!_bounds.Allow(_functions[atom], _instructions[atom]))
            {
                children.Clear();
                for (int child = firstChild[atom]; child != AtomGraph.None; child = nextSibling[child])
                {
                    children.Add(child);
                }

                CutOff(atom, children);
            }

            int parent = _parent[atom];
            if (parent == AtomGraph.None)
            {
                _isPieceRoot[atom] = true;
                continue;
            }

            nextSibling[atom] = firstChild[parent];
            firstChild[parent] = atom;
            _functions[parent] += _functions[atom];
            _instructions[parent] += _instructions[atom];
        }
    }

    private void CutOff(int atom, List<int> children)
    {
        children.Sort((a, b) => (CutClass(a), _atoms.NameHash[a], a).CompareTo((CutClass(b), _atoms.NameHash[b], b)));
        foreach (int child in children)
        {
            if (_bounds.Allow(_functions[atom], _instructions[atom]))
            {
                return;
            }

            if (_functions[child] > 0)
            {
                _isPieceRoot[child] = true;
                _functions[atom] -= _functions[child];
                _instructions[atom] -= _instructions[child];
            }
        }
    }

    private int CutClass(int child) => !_bounds.Allow(_functions[child], _instructions[child]) ? 0
        : _bounds.ReachFraction(_functions[child], _instructions[child], CrumbDenominator) ? 1
        : 2;

    private void NamePieces()
    {
        PieceRootOf = new int[_atoms.Count];
        foreach (int atom in Preorder)
        {
            PieceRootOf[atom] = _isPieceRoot[atom] ? atom : PieceRootOf[_parent[atom]];
        }
    }
}
