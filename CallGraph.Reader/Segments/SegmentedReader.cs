using LtoPar.CallGraph.Facts;
using LtoPar.CallGraph.Reader.Assembly;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.CallGraph.Reader.Ties;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Crashes;
using LtoPar.Platform.Threads;

namespace LtoPar.CallGraph.Reader.Segments;

/// <summary>
/// Segments to one graph: that of the program that they are segments of, with symbols in another order. Each segment is read by one reader, several at a time,
/// and what was read is joined by name (<see cref="SymbolJoin"/>).
/// </summary>
public static class SegmentedReader
{
    /// <param name="jobs">Most readers; they decide nothing but time and memory.</param>
    /// <param name="readsFacts">Bodies are looked at for what they do, which inlining in partitions needs.</param>
    /// <exception cref="LtoParException">A segment is malformed.</exception>
    /// <exception cref="InvalidOperationException">The program is not in segments.</exception>
    public static SegmentedGraph Read(InputProgram program, int jobs, bool readsFacts)
    {
        SegmentLinkage linkage = program.Linkage ?? throw new InvalidOperationException($"{program.Name} is one module");
        using LazyModule flags = LazyModule.Open(linkage.Flags);
        SegmentContext context = ContextOf(flags, linkage);
        ShareFacts[] read = new ShareFacts[program.Segments.Count];
        int next = 0;
        WorkerThreads.Run(Math.Clamp(jobs, 1, read.Length), _ =>
        {
            for (int i; (i = Interlocked.Increment(ref next) - 1) < read.Length;)
            {
                read[i] = Read(program.Segments[i], context, readsFacts);
            }
        });
        return Join(program, flags, context, read, readsFacts);
    }

    private static unsafe SegmentContext ContextOf(LazyModule flags, SegmentLinkage linkage) =>
        new(ModuleFactsReader.Read(flags.Handle), ModuleFlags.Integer(flags.Handle, "SemanticInterposition") is > 0, linkage);

    private static ShareFacts Read(InputModule segment, SegmentContext context, bool readsFacts)
    {
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(segment.Name));
        using ShareReader reader = new(segment, null, isFirst: true, Rules.All, readsFacts, context);
        reader.ReadBodies(0..reader.BodyCount);
        reader.WalkUses();
        return reader.Facts;
    }

    private static SegmentedGraph Join(
        InputProgram program, LazyModule flags, SegmentContext context, ShareFacts[] read, bool readsFacts)
    {
        SymbolJoin join = new([.. read.Select(r => r.Module!.Table)], context.Linkage.Crossing);
        SegmentSymbols[] symbols = [.. read.Select((_, segment) => join.SymbolsOf(segment))];
        MarkSpelled(program, flags, context, join.Program);
        ShareFacts[] shares = [.. read.Select((r, i) => new SegmentTranslator(symbols[i], r.Module!.Table, join.Program).Translate(r))];
        TieTables(read, symbols, shares[0].Ties);
        JoinEdgesOfArrays(join.Program, shares);
        shares[0].Module = new ModuleRecords(join.Program, context.Facts, [], [])
        {
            Stated = readsFacts ? Stated(join, read) : null,
        };
        IReadOnlyDictionary<int, int> seenThrough = SeenThrough(join.Program, shares);
        AsmUnits assembly = new(null, null, shares.SelectMany(s => s.InlineAsm));
        return new SegmentedGraph(GraphBuilder.Build(shares, assembly, Rules.All, debugInfo: null), symbols, seenThrough);
    }

    private static unsafe void MarkSpelled(InputProgram program, LazyModule flags, SegmentContext context, SymbolTable table) =>
        CodegenSpelling.Mark(table, context.Facts, flags.Handle, program.Segments);

    /// <summary>A table that has members in several segments has its order from all of them.</summary>
    private static void TieTables(ShareFacts[] read, SegmentSymbols[] symbols, List<Tie> ties)
    {
        Dictionary<string, int> firsts = new(StringComparer.Ordinal);
        List<StructorMember> structors = [];
        for (int segment = 0; segment < read.Length; segment++)
        {
            IReadOnlyList<int> ordinals = symbols[segment].Ordinals;
            foreach ((string section, int member) in read[segment].Tables!.Sections.OrderBy(s => s.Value))
            {
                if (!firsts.TryAdd(section, ordinals[member]))
                {
                    ties.Add(Tie.Of(firsts[section], ordinals[member], TieReason.SectionOrder));
                }
            }

            structors.AddRange(read[segment].Tables!.Structors.Select(s => s with { Symbol = ordinals[s.Symbol] }));
        }

        ModuleTies.TieStructors([.. structors.DistinctBy(s => s.Symbol)], ties);
    }

    /// <summary>Arrays have edges from each segment, and a graph has one edge of a kind between two symbols: an array counts once.</summary>
    private static void JoinEdgesOfArrays(SymbolTable table, ShareFacts[] shares)
    {
        List<CallEdge> ofArrays = [];
        foreach (ShareFacts share in shares)
        {
            ofArrays.AddRange(share.Edges.Where(e => table.Has(e.Source, SymbolFlags.StructorArray)));
            share.Edges.RemoveAll(e => table.Has(e.Source, SymbolFlags.StructorArray));
        }

        shares[0].Edges.AddRange(ofArrays
            .GroupBy(e => (e.Source, e.Target, e.Kind))
            .Select(g => g.First()));
    }

    private static (FunctionFacts Facts, MemoryAccess Access)[] Stated(SymbolJoin join, ShareFacts[] read) =>
    [
        .. join.DefinerOf.Take(join.Program.FunctionCount).Select(d => read[d.Segment].Module!.Stated![d.Symbol]),
    ];

    private static Dictionary<int, int> SeenThrough(SymbolTable table, ShareFacts[] shares)
    {
        Dictionary<int, int> aliasees = [];
        foreach (CallEdge edge in shares.SelectMany(s => s.Edges).Where(e => table.KindOf(e.Source) == SymbolKind.Alias))
        {
            aliasees.TryAdd(edge.Source, edge.Target);
        }

        Dictionary<int, int> seenThrough = [];
        foreach (int alias in aliasees.Keys.Order().Where(a => table.Has(a, SymbolFlags.SeenThrough)))
        {
            int target = alias;
            while (aliasees.TryGetValue(target, out int next))
            {
                target = next;
            }

            seenThrough.Add(alias, target);
        }

        return seenThrough;
    }
}
