namespace LtoPar.CallGraph.Reader.Assembly;

/// <summary>
/// Finds the symbols that must stay with assembly. Assembly is opaque to LLVM's linkage: a static that only asm names, a label that only asm
/// defines, a macro or a .set value exist in one object alone. Each text (the module-level asm, each function with inline asm) is a unit, and
///   - a unit stays with every definition it names (and that name keeps its spelling), unless all it does is refer to one that other objects
///     can refer to as well;
///   - a unit stays with every unit that uses a name it defines;
///   - a unit stays with every user of a declaration that it defines without making it global, gives an attribute (.weak, .symver), or defines
///     and the user subtracts;
///   - names that macro arguments or operands complete are every name that their written pieces are part of.
/// </summary>
internal sealed class AsmUnits
{
    private const int ModuleAsm = AsmTie.ModuleAsm;

    private readonly AsmUnit? _moduleUnit;
    private readonly SortedDictionary<int, List<AsmUnit>> _functionUnits = [];
    private readonly string? _error;

    /// <param name="moduleAsm">The module-level asm; null in a module without.</param>
    /// <param name="error">Why it could not be assembled, if it could not.</param>
    /// <param name="inlineAsm">The inline assembly of every function, in any order.</param>
    public AsmUnits(AsmUnit? moduleAsm, string? error, IEnumerable<InlineAsmUse> inlineAsm)
    {
        _moduleUnit = moduleAsm;
        _error = error;
        foreach (InlineAsmUse use in inlineAsm)
        {
            if (!_functionUnits.TryGetValue(use.Function, out List<AsmUnit>? units))
            {
                _functionUnits.Add(use.Function, units = []);
            }

            units.Add(AsmUnit.Inline(use.Text));
        }
    }

    public bool Any => _moduleUnit is not null || _functionUnits.Count > 0;

    /// <param name="table">Gets NamedByAsm set on what asm names.</param>
    /// <param name="module">Its target says how asm spells names, and how far a branch reaches.</param>
    /// <param name="edges">All edges, those to declarations included.</param>
    /// <param name="subtracting">Symbols whose initialiser contains a symbol difference.</param>
    /// <param name="subtracted">Operands of symbol differences.</param>
    /// <param name="fillers">Functions by the table that code generation makes of them (<see cref="ObjectTables"/>).</param>
    public AsmTies Tie(
        SymbolTable table, ModuleFacts module, IReadOnlyList<CallEdge> edges, HashSet<int> subtracting, HashSet<int> subtracted, ILookup<string, int> fillers)
    {
        AsmTies ties = new(table, _error);
        if (!Any)
        {
            return ties;
        }

        ExpandMacros();
        AsmNames names = new(table, module);
        Dictionary<string, List<int>> definers = Definers();
        ILookup<int, int> usersOf = edges.Where(e => !table.Has(e.Target, SymbolFlags.Definition)).ToLookup(e => e.Target, e => e.Source);
        foreach ((int unit, AsmUnit text) in AllUnits())
        {
            TieNamed(unit, text);
            TieDefiners(unit, text);
            TieUsers(unit, text);
            TieFillers(unit, text);
        }

        TieState(ties);
        return ties;

        void TieNamed(int unit, AsmUnit text)
        {
            foreach (int symbol in names.Matching(text.Mentions, text.Pieces))
            {
                if (table.NeedsPartition(symbol) && !(text.References.Contains(names.Spelling(symbol)) && names.IsLinkable(symbol)))
                {
                    table.Flags[symbol] |= SymbolFlags.NamedByAsm;
                    ties.Add(
                        symbol, unit,
                        unit == ModuleAsm ? $"asm uses {names.Spelling(symbol)}" : $"inline asm of {names.Spelling(unit)} names {names.Spelling(symbol)}");
                }
            }
        }

        void TieFillers(int unit, AsmUnit text)
        {
            foreach (IGrouping<string, int> filled in fillers.Where(f => text.Mentions.Contains(f.Key)))
            {
                filled.ToList().ForEach(function => ties.Add(function, unit, $"{names.Spelling(function)} has entries in {filled.Key}, which asm names"));
            }
        }

        void TieDefiners(int unit, AsmUnit text)
        {
            IEnumerable<string> pasted = text.Pieces.Count == 0 ? [] : definers.Keys.Where(d => text.Pieces.Any(p => d.Contains(p, StringComparison.Ordinal)));
            foreach (string word in text.Mentions.Concat(pasted).Distinct())
            {
                foreach (int other in definers.GetValueOrDefault(word, []))
                {
                    if (unit == ModuleAsm)
                    {
                        ties.Add(other, ModuleAsm, $"its inline asm defines {word}, which asm names");
                    }
                    else
                    {
                        string what = other == ModuleAsm
                            ? _moduleUnit!.Macros.ContainsKey(word) ? "a macro of asm" : "which asm defines"
                            : $"which inline asm of {names.Spelling(other)} defines";
                        ties.Add(unit, other, $"inline asm of {names.Spelling(unit)} names {word}, {what}");
                    }
                }
            }
        }

        void TieUsers(int unit, AsmUnit text)
        {
            string who = unit == ModuleAsm ? "asm" : $"inline asm of {names.Spelling(unit)}";
            TieUsersOf(names.Matching(text.Defines.Except(text.Globals), []), $"{who} defines locally");
            TieUsersOf(names.Matching(text.Attributes.Except(text.Defines), []), $"{who} gives an attribute");
            TieUsersOf(names.Matching(text.Defines.Intersect(text.Globals), []).Where(subtracted.Contains), $"{who} defines", subtracting.Contains);
            if (text.DefinesByArgument)
            {
                TieUsersOf(names.Matching(text.Mentions, text.Pieces), $"{who} may define by a macro");
            }

            void TieUsersOf(IEnumerable<int> symbols, string why, Func<int, bool>? condition = null)
            {
                foreach (int declaration in symbols)
                {
                    foreach (int user in usersOf[declaration].Where(condition ?? (_ => true)))
                    {
                        ties.Add(user, unit, $"{names.Spelling(user)} uses {names.Spelling(declaration)}, which {why}");
                    }
                }
            }
        }
    }

    /// <summary>Adds the names in a macro's body to those of the functions that call it.</summary>
    private void ExpandMacros()
    {
        ILookup<string, AsmUnit> macros = AllUnits().SelectMany(u => u.Text.Macros).ToLookup(m => m.Key, m => m.Value, StringComparer.Ordinal);
        if (macros.Count > 0)
        {
            foreach (AsmUnit unit in _functionUnits.Values.SelectMany(units => units))
            {
                unit.Expand(macros);
            }
        }
    }

    /// <summary>
    /// Ties units by state that has no name: macros whose names are not known, and a stack of sections that one text leaves and another finds.
    /// </summary>
    private void TieState(AsmTies ties)
    {
        if (AllUnits().Any(u => u.Text.IsOpenEnded))
        {
            ties.AddAll(AllUnits().Select(u => u.Unit), "asm defines macros that no word names, and any asm may call them");
        }

        ties.AddAll(AllUnits().Where(u => u.Text.SectionDepth != 0).Select(u => u.Unit), "asm leaves .pushsection or .popsection without its pair");
    }

    private IEnumerable<(int Unit, AsmUnit Text)> AllUnits()
    {
        if (_moduleUnit is not null)
        {
            yield return (ModuleAsm, _moduleUnit);
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
