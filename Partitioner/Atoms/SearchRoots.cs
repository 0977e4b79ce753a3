using QuikGraph;
using QuikGraph.Algorithms.Search;

namespace LtoPar.Partitioner.Atoms;

/// <summary>
/// The atoms from which a search reaches all others, as few as there can be: the first in the module of every strongly connected component
/// without a caller outside.
///
/// Two depth-first searches find them, without the components. The first one starts wherever, in module order, it has not been yet. Nothing leads
/// into a component without a caller, so the search has to start at its first atom in the module. It starts at some other atoms too. What reaches
/// such an atom without being called itself was not met before, or the atom would have been: it is a start that comes later. So the second search
/// tries the starts of the first one, the last of them first, and it starts at the atoms that are wanted and at no others.
///
/// QuikGraph has an algorithm for strongly connected components too, but keeps its times and leaders in dictionaries of its own; a search keeps
/// all it needs in the array that it is given (<see cref="SearchColors"/>).
/// </summary>
internal static class SearchRoots
{
    /// <returns>Sorted.</returns>
    public static List<int> Of(AtomGraph atoms)
    {
        List<int> starts = Starts(atoms, []);
        starts.Reverse();
        List<int> roots = Starts(atoms, starts);
        roots.Reverse();
        return roots;
    }

    private static List<int> Starts(AtomGraph atoms, List<int> first)
    {
        List<int> starts = [];
        DepthFirstSearchAlgorithm<int, SEdge<int>> search = SearchGraph.Search(atoms, first);
        search.StartVertex += starts.Add;
        search.Compute();
        return starts;
    }
}
