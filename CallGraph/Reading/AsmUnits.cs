namespace LtoPar.CallGraph.Reading;

/// <summary>
/// Who must stay with assembly. Assembly is opaque to LLVM's linkage: a static that only asm names, a label that only asm defines, a macro or
/// a .set value exist in one object alone. Each text (the module-level asm, each function with inline asm) is a unit, and
///   - a unit stays with every definition it names (and that name keeps its spelling);
///   - a unit stays with every unit that uses a name it defines;
///   - a unit stays with every user of a declaration that it defines without making it global.
/// </summary>
internal sealed class AsmUnits
{
    private readonly AsmUnit? _moduleUnit;
    private readonly SortedDictionary<int, List<AsmUnit>> _functionUnits = [];

    public AsmUnits(string moduleAsm, IEnumerable<InlineAsmUse> inlineAsm)
    {
        _moduleUnit = moduleAsm.Length > 0 ? new AsmUnit(moduleAsm) : null;
        foreach (InlineAsmUse use in inlineAsm)
        {
            if (!_functionUnits.TryGetValue(use.Function, out List<AsmUnit>? units))
            {
                _functionUnits.Add(use.Function, units = []);
            }

            units.Add(new AsmUnit(use.Text));
        }
    }

    public bool Any => _moduleUnit is not null || _functionUnits.Count > 0;

    /// <param name="table">Gets NamedByAsm set on what asm names.</param>
    /// <param name="edges">With the uses of declarations.</param>
    /// <param name="ties">Receives the ties.</param>
    /// <returns>The symbols that live with the module-level asm.</returns>
    public List<int> Tie(SymbolTable table, IReadOnlyList<CallEdge> edges, List<Tie> ties)
    {
        List<int> withModuleAsm = [];
        if (!Any)
        {
            return withModuleAsm;
        }

        Dictionary<string, int> byName = new(StringComparer.Ordinal);
        for (int symbol = 0; symbol < table.Count; symbol++)
        {
            // "\01name" is spelled "name" in assembly.
            byName.TryAdd(table.Names[symbol].TrimStart('\u0001'), symbol);
        }

        Dictionary<string, List<int>> definers = Definers();
        Dictionary<int, List<int>> usersOf = edges
            .Where(e => !table.Has(e.Target, SymbolFlags.Definition))
            .GroupBy(e => e.Target, e => e.Source)
            .ToDictionary(g => g.Key, g => g.ToList());
        const int ModuleAsm = -1;

        void TieUnit(int unit, int symbol)
        {
            if (unit == ModuleAsm)
            {
                withModuleAsm.Add(symbol);
            }
            else if (unit != symbol)
            {
                ties.Add(CallGraph.Tie.Of(unit, symbol, TieReason.Asm));
            }
        }

        foreach ((int unit, AsmUnit text) in AllUnits())
        {
            foreach (string word in text.Mentions)
            {
                if (byName.TryGetValue(word, out int symbol) && table.NeedsPartition(symbol))
                {
                    table.Flags[symbol] |= SymbolFlags.NamedByAsm;
                    TieUnit(unit, symbol);
                }

                if (definers.TryGetValue(word, out List<int>? others))
                {
                    foreach (int other in others)
                    {
                        Join(unit, other);
                    }
                }
            }

            foreach (string word in text.Defines.Except(text.Globals))
            {
                if (byName.TryGetValue(word, out int declaration) && usersOf.TryGetValue(declaration, out List<int>? users))
                {
                    users.ForEach(user => TieUnit(unit, user));
                }
            }
        }

        withModuleAsm = [.. withModuleAsm.Distinct().Order()];
        ties.AddRange(withModuleAsm.Skip(1).Select(symbol => CallGraph.Tie.Of(withModuleAsm[0], symbol, TieReason.Asm)));
        return withModuleAsm;

        void Join(int unit, int other)
        {
            if (unit == other)
            {
                return;
            }

            if (unit == ModuleAsm)
            {
                withModuleAsm.Add(other);
            }
            else
            {
                TieUnit(other, unit);
            }
        }
    }

    private IEnumerable<(int Unit, AsmUnit Text)> AllUnits()
    {
        if (_moduleUnit is not null)
        {
            yield return (-1, _moduleUnit);
        }

        foreach ((int function, List<AsmUnit> units) in _functionUnits)
        {
            foreach (AsmUnit unit in units)
            {
                yield return (function, unit);
            }
        }
    }

    private Dictionary<string, List<int>> Definers()
    {
        Dictionary<string, List<int>> definers = new(StringComparer.Ordinal);
        foreach ((int unit, AsmUnit text) in AllUnits())
        {
            foreach (string word in text.Defines)
            {
                if (!definers.TryGetValue(word, out List<int>? units))
                {
                    definers.Add(word, units = []);
                }

                units.Add(unit);
            }
        }

        return definers;
    }
}
