using LtoPar.CallGraph;
using LtoPar.Partitioner.Atoms;

namespace LtoPar.Partitioner;

/// <summary>
/// The order in which a linker should lay out the functions of a profiled program: those that call each other often on the same pages, the
/// densest pages first. Call-chain clustering ("C3", Ottoni and Maher, CGO 2017): each function, hottest first, is appended with what follows it
/// to the cluster of its hottest caller, unless that would make a cluster longer than a page of the instruction TLB or much colder; then
/// clusters are sorted by calls per byte. Over the whole program: an order is the one thing that partitions must not have each for itself.
/// </summary>
public static class FunctionOrder
{
    /// <summary>Longest cluster, in instructions of IR, each of which is some four bytes of code: a huge page of x86.</summary>
    private const long MostInstructions = 524_288;

    /// <summary>A cluster may become so many times colder by joining another one.</summary>
    private const int MostDilution = 8;

    /// <returns>The functions that the profile has seen called or calling, each once; empty without a profile.</returns>
    public static IReadOnlyList<int> Of(ProgramGraph graph)
    {
        if (!graph.HasProfile)
        {
            return [];
        }

        SymbolTable symbols = graph.Symbols;
        ulong[] heat = new ulong[symbols.FunctionCount];
        int[] hottestCaller = new int[symbols.FunctionCount];
        ulong[] callerWeight = new ulong[symbols.FunctionCount];
        Array.Fill(hottestCaller, -1);
        for (int caller = 0; caller < symbols.FunctionCount; caller++)
        {
            foreach (CallEdge edge in graph.EdgesOf(caller))
            {
                if (edge.Kind != EdgeKind.Call || !symbols.IsFunction(edge.Target) || edge.Weight == 0)
                {
                    continue;
                }

                heat[edge.Target] = Weights.Add(heat[edge.Target], edge.Weight);
                if (edge.Target != caller && edge.Weight > callerWeight[edge.Target])
                {
                    hottestCaller[edge.Target] = caller;
                    callerWeight[edge.Target] = edge.Weight;
                }
            }
        }

        int[] hottestFirst =
            [.. Enumerable.Range(0, heat.Length).Where(f => heat[f] > 0).OrderByDescending(f => heat[f]).ThenBy(symbols.NameHash).ThenBy(f => f)];
        Dictionary<int, Chain> chainOf = [];
        foreach (int function in hottestFirst)
        {
            Chain chain = ChainOf(function);
            if (hottestCaller[function] is var caller && caller < 0 || ChainOf(caller) is var into && ReferenceEquals(into, chain) || !into.Takes(chain))
            {
                continue;
            }

            into.Append(chain);
            foreach (int member in chain.Functions)
            {
                chainOf[member] = into;
            }
        }

        return
        [
            .. chainOf.Values.Distinct().OrderByDescending(c => c.Density).ThenBy(c => symbols.NameHash(c.Functions[0])).ThenBy(c => c.Functions[0])
                .SelectMany(c => c.Functions),
        ];

        Chain ChainOf(int function) => chainOf.TryGetValue(function, out Chain? chain)
            ? chain
            : chainOf[function] = new Chain(function, Math.Max(1, symbols.Instructions(function)), heat[function]);
    }

    private sealed class Chain(int function, long instructions, ulong heat)
    {
        public List<int> Functions { get; } = [function];

        public long Instructions { get; private set; } = instructions;

        public ulong Heat { get; private set; } = heat;

        public double Density => (double)Heat / Instructions;

        public bool Takes(Chain other)
        {
            long both = Instructions + other.Instructions;
            return both <= MostInstructions && Density <= MostDilution * ((double)Heat + other.Heat) / both;
        }

        public void Append(Chain other)
        {
            Functions.AddRange(other.Functions);
            Instructions += other.Instructions;
            Heat = Weights.Add(Heat, other.Heat);
        }
    }
}
