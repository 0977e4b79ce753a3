using LtoPar.CallGraph;
using LtoPar.Partitioner.Atoms;
using LtoPar.TestSupport;
using QuikGraph;
using QuikGraph.Algorithms.ConnectedComponents;

namespace LtoPar.Partitioner.Tests;

/// <summary>A search starts at the first atom of every strongly connected component without a caller outside.</summary>
public sealed class SearchRootsTests
{
    [Fact]
    public void The_roots_of_random_programs_are_those_that_the_components_give()
    {
        int many = 0;
        for (int seed = 0; seed < 3000; seed++)
        {
            AtomGraph atoms = Atoms(RandomPrograms.Make(seed).Build());
            List<int> roots = SearchRoots.Of(atoms);
            Assert.Equal(ByComponents(atoms), roots);
            many += roots.Count > 2 ? 1 : 0;
        }

        Assert.True(many > 1000, $"only {many} programs have more than two roots");
    }

    [Fact]
    public void A_cycle_that_nothing_calls_has_its_first_function_for_root()
    {
        ProgramGraph graph = new ProgramBuilder()
            .Function("called", 1).Function("early", 1).Function("late", 1).Function("alone", 1)
            .Call("late", "early").Call("early", "late").Call("late", "called").Call("called", "called")
            .Build();
        Assert.Equal([1, 3], SearchRoots.Of(Atoms(graph)));
    }

    [Fact]
    public void A_program_of_nothing_has_no_roots() => Assert.Empty(SearchRoots.Of(Atoms(new ProgramBuilder().Build())));

    private static AtomGraph Atoms(ProgramGraph graph) => new(graph, graph.Groups.Leaders, new bool[graph.SymbolCount]);

    private static List<int> ByComponents(AtomGraph atoms)
    {
        StronglyConnectedComponentsAlgorithm<int, SEdge<int>> components = new(SearchGraph.Search(atoms, []).VisitedGraph);
        components.Compute();
        int Component(int atom) => components.Components[atom];
        HashSet<int> called = [];
        for (int atom = 0; atom < atoms.Count; atom++)
        {
            foreach (CallEdge edge in atoms.Row(atom))
            {
                if (Component(edge.Target) != Component(atom))
                {
                    called.Add(Component(edge.Target));
                }
            }
        }

        return [.. Enumerable.Range(0, atoms.Count).GroupBy(Component).Where(c => !called.Contains(c.Key)).Select(c => c.Min()).Order()];
    }
}
