using LtoPar.CallGraph;
using LtoPar.CallGraph.Facts;

namespace LtoPar.Linkage;

/// <summary>
/// Finds out what holds of every function whose body is known, over the whole program. A partition sees declarations of what others define, and LLVM
/// infers nothing from a body that is only imported; told what it would have inferred, callers lose their exception tables and keep values over calls.
///
/// Most facts hold of functions that call each other if nothing in any of them breaks one (<see cref="FunctionFacts.Inductive"/>): what is broken
/// spreads from callees to callers until nothing changes. Two hold of no function that reaches itself (<see cref="FunctionFacts.Acyclic"/>): those
/// are built up from functions that call nothing. What LLVM would not believe of its own inference is not believed here either: nothing is
/// inferred of a function that another definition may replace.
/// </summary>
internal sealed class FactPlanner
{
    private readonly SymbolTable _symbols;
    private readonly Rules _rules;
    private readonly ProgramFacts _facts;
    private readonly FunctionFacts[] _broken;
    private readonly MemoryAccess[] _access;
    private readonly bool[] _mustProgress;
    private readonly int[] _start;
    private readonly int[] _callsOf;

    private FactPlanner(SymbolTable symbols, Rules rules, ProgramFacts facts)
    {
        _symbols = symbols;
        _rules = rules;
        _facts = facts;
        _broken = new FunctionFacts[symbols.FunctionCount];
        _access = new MemoryAccess[symbols.FunctionCount];
        _mustProgress = new bool[symbols.FunctionCount];
        Array.Fill(_broken, (FunctionFacts)(-1));
        Array.Fill(_access, MemoryAccess.All);
        foreach (BodyFacts body in facts.Bodies)
        {
            if (IsExact(body.Function))
            {
                _broken[body.Function] = body.Broken;
                _access[body.Function] = body.Access;
                _mustProgress[body.Function] = body.MustProgress;
            }
        }

        for (int function = 0; function < _broken.Length; function++)
        {
            _broken[function] &= ~facts.Stated[function];
            _access[function] &= facts.StatedAccess[function];
        }

        (_start, _callsOf) = CompressedRows.Invert([.. facts.Calls.Select(c => c.Callee)], symbols.FunctionCount);
    }

    /// <returns>Indexed by function: what holds of it beyond what its attributes say. Empty where bodies were not looked at.</returns>
    public static PlannedFacts[] Plan(ProgramGraph graph)
    {
        if (graph.Facts is not { } facts)
        {
            return [];
        }

        FactPlanner planner = new(graph.Symbols, graph.Rules, facts);
        planner.Spread();
        planner.BuildUp();
        return [.. Enumerable.Range(0, graph.Symbols.FunctionCount).Select(planner.Result)];
    }

    /// <summary>The definition is the one that runs, and no other may be in its place that was optimised less.</summary>
    private bool IsExact(int function) =>
        !_rules.HasFlag(Rules.InterposableBody)
        || (_symbols.Linkage[function] is SymbolLinkage.External or SymbolLinkage.Internal or SymbolLinkage.Private
            && !_symbols.Has(function, SymbolFlags.Interposable));

    private PlannedFacts Result(int function) => IsExact(function)
        ? new PlannedFacts(~_broken[function] & ~_facts.Stated[function] & FactBits, _access[function])
        : new PlannedFacts(FunctionFacts.None, MemoryAccess.All);

    private static FunctionFacts FactBits => FunctionFacts.Inductive | FunctionFacts.Acyclic | FunctionFacts.NoReturn;

    private void Spread()
    {
        Stack<int> open = new(Enumerable.Range(0, _broken.Length));
        bool[] isOpen = new bool[_broken.Length];
        Array.Fill(isOpen, true);
        while (open.TryPop(out int callee))
        {
            isOpen[callee] = false;
            foreach (int number in _callsOf.AsSpan(_start[callee].._start[callee + 1]))
            {
                CallFacts call = _facts.Calls[number];
                if (!IsExact(call.Caller))
                {
                    continue;
                }

                FunctionFacts broken = _broken[call.Caller]
                    | (_broken[callee] & call.Needed & FunctionFacts.Inductive & ~_facts.Stated[call.Caller]);
                MemoryAccess access = _access[call.Caller]
                    | (CallAccess.InCaller(_access[callee] & call.Allowed, call.ArgumentsAs) & _facts.StatedAccess[call.Caller]);
                if (broken == _broken[call.Caller] && access == _access[call.Caller])
                {
                    continue;
                }

                _broken[call.Caller] = broken;
                _access[call.Caller] = access;
                if (!isOpen[call.Caller])
                {
                    isOpen[call.Caller] = true;
                    open.Push(call.Caller);
                }
            }
        }
    }

    private void BuildUp()
    {
        foreach (FunctionFacts fact in new[] { FunctionFacts.WillReturn, FunctionFacts.NoRecurse })
        {
            int[] waiting = new int[_broken.Length];
            foreach (CallFacts call in _facts.Calls)
            {
                waiting[call.Caller] += call.Needed.HasFlag(fact) ? 1 : 0;
            }

            Stack<int> open = new(Enumerable.Range(0, _broken.Length).Where(f => Holds(f, fact, waiting)));
            bool[] holds = new bool[_broken.Length];
            while (open.TryPop(out int callee))
            {
                if (holds[callee])
                {
                    continue;
                }

                holds[callee] = true;
                foreach (int number in _callsOf.AsSpan(_start[callee].._start[callee + 1]))
                {
                    CallFacts call = _facts.Calls[number];
                    if (call.Needed.HasFlag(fact) && --waiting[call.Caller] == 0 && Holds(call.Caller, fact, waiting))
                    {
                        open.Push(call.Caller);
                    }
                }
            }

            for (int function = 0; function < holds.Length; function++)
            {
                _broken[function] |= holds[function] ? 0 : fact;
            }
        }
    }

    /// <summary>A function that only reads and makes progress returns, whatever it calls.</summary>
    private bool Holds(int function, FunctionFacts fact, int[] waiting) =>
        _facts.Stated[function].HasFlag(fact)
        || (fact == FunctionFacts.WillReturn && _mustProgress[function] && (_access[function] & MemoryAccess.Write) == 0)
        || (waiting[function] == 0 && !_broken[function].HasFlag(fact));
}
