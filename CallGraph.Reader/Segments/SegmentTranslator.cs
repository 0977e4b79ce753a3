using LtoPar.CallGraph.Facts;
using LtoPar.CallGraph.Reader.Assembly;
using LtoPar.CallGraph.Reader.Symbols;

namespace LtoPar.CallGraph.Reader.Segments;

/// <summary>
/// Says in ordinals of the program what the reader of a segment found, and leaves out what it found of definitions that the program has from elsewhere.
/// </summary>
/// <param name="here">The segment's symbols.</param>
/// <param name="table">The segment's table.</param>
/// <param name="program">The program's table.</param>
internal sealed class SegmentTranslator(SegmentSymbols here, SymbolTable table, SymbolTable program)
{
    public ShareFacts Translate(ShareFacts facts)
    {
        ShareFacts all = new() { Differences = Translate(facts.DifferencesOfAll), DebugInfo = facts.DebugInfo };
        all.DifferencesOfAll = all.Differences;
        all.Bodies.AddRange(facts.Bodies.Where(b => IsHere(b.Function)).Select(b => (Of(b.Function), b.Instructions)));
        all.InlineAsm.AddRange(facts.InlineAsm.Where(a => IsHere(a.Function)).Select(a => new InlineAsmUse(Of(a.Function), a.Text)));
        all.Edges.AddRange(facts.Edges.Where(e => IsHere(e.Source)).Select(e => e with { Source = Of(e.Source), Target = Of(e.Target) }));
        all.Ties.AddRange(Translate(facts.Ties));
        all.Pinned.AddRange(facts.Pinned.Where(IsHere).Select(Of));
        all.Observed.AddRange(facts.Observed.Where(IsHere).Select(Of));
        all.Fillers.AddRange(facts.Fillers.Where(f => IsHere(f.Function)).Select(f => (f.Table, Of(f.Function))));
        TranslateFacts(facts, all);
        return all;
    }

    public int Of(int symbol) => here.Ordinals[symbol];

    private bool IsHere(int symbol) => here.IsDefiner[symbol];

    /// <summary>The body of a definition that the program has from elsewhere.</summary>
    private bool IsCopy(int symbol) => table.Has(symbol, SymbolFlags.Definition) && !IsHere(symbol);

    private IEnumerable<Tie> Translate(IEnumerable<Tie> ties) =>
        ties.Where(t => !IsCopy(t.First) && !IsCopy(t.Second)).Select(t => Tie.Of(Of(t.First), Of(t.Second), t.Reason));

    private DifferenceFacts Translate(DifferenceFacts facts)
    {
        DifferenceFacts all = new();
        all.Ties.AddRange(Translate(facts.Ties));
        all.Holders.AddRange(facts.Holders.Where(IsHere).Select(Of));
        all.Operands.AddRange(facts.Operands.Select(Of));
        return all;
    }

    /// <summary>A call of a function that no segment defines is a part of what the body does.</summary>
    private void TranslateFacts(ShareFacts facts, ShareFacts all)
    {
        List<CallFacts> calls = [];
        Dictionary<int, BodyFacts> bodies = facts.BodyFacts.Where(b => IsHere(b.Function)).ToDictionary(b => b.Function);
        foreach (CallFacts call in facts.CallFacts)
        {
            if (!bodies.TryGetValue(call.Caller, out BodyFacts body))
            {
                continue;
            }

            int callee = Of(call.Callee);
            if (program.IsFunction(callee) && program.Has(callee, SymbolFlags.Definition))
            {
                calls.Add(call with { Caller = Of(call.Caller), Callee = callee });
            }
            else
            {
                bodies[call.Caller] = body with
                {
                    Broken = body.Broken | call.Needed,
                    Access = body.Access | CallAccess.InCaller(call.Allowed, call.ArgumentsAs),
                };
            }
        }

        all.CallFacts = calls;
        all.BodyFacts = [.. bodies.Values.Select(b => b with { Function = Of(b.Function) }).OrderBy(b => b.Function)];
    }
}
