using LtoPar.Bitcode.DebugInfo;
using LtoPar.Bitcode.Metadata;
using LtoPar.Linkage;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Decides how much of a program's debug information one partition needs: all that its functions and variables reach, except types that another partition owns
/// and that are only pointed at here, which become declarations; and of the compile units' lists the members that they carry here. The walk is the same over
/// bits, before LLVM reads them (<see cref="MetadataSelector"/>), and over the nodes that LLVM makes of what is left (<see cref="DebugInfoApplier"/>): were it
/// not, the one would leave out what the other looks for. The order in which nodes are met decides the order in which they are written.
/// </summary>
internal abstract class DebugInfoWalk(IDebugTypes types, DebugInfoPlan plan, int partition)
{
    /// <summary>The lists of a unit that its owner carries for all.</summary>
    protected static ReadOnlySpan<int> CarriedLists => [DebugOperand.UnitEnums, DebugOperand.UnitRetainedTypes, DebugOperand.UnitMacros];

    private readonly Stack<(nint Node, DebugNeed Need)> _open = new();

    protected DebugInfoPlan Plan => plan;

    protected int Partition => partition;

    /// <summary>How much of a node is needed, as far as is known; to be read or set at once.</summary>
    protected abstract ref MetadataPart PartOf(nint node);

    /// <summary>The name that <see cref="DebugTypeNames"/> gives a node; null: it is no such type.</summary>
    protected abstract string? KeyOf(nint node);

    /// <summary>Lists the nodes that a node refers to, without the lists of a compile unit. Valid until the next call.</summary>
    protected abstract List<DebugArc> ArcsOf(nint node);

    protected abstract nint[] MembersOf(nint list);

    /// <summary>Drops the unit's <see cref="CarriedLists"/>, which another partition carries.</summary>
    protected abstract void DropLists(nint unit);

    /// <summary>Drops members of a list of a unit. The kept ones are still to be walked.</summary>
    /// <param name="operand">The operand of the unit that is the list.</param>
    protected abstract void Keep(nint unit, int operand, nint list, nint[] kept);

    /// <summary>Notes that a node refers to a type that is declared in this partition.</summary>
    protected virtual void Mention(nint node, int operand, nint type)
    {
    }

    /// <summary>Notes a type that will be declared, unless it turns out to be needed whole.</summary>
    protected virtual void Declare(nint type)
    {
    }

    /// <summary>Notes that a node is needed whole for the first time.</summary>
    protected virtual void Complete(nint node)
    {
    }

    /// <summary>Notes that the lists of a unit are walked next.</summary>
    protected virtual void EnterUnit(nint unit)
    {
    }

    /// <summary>Notes a unit of which nothing is in this partition.</summary>
    protected virtual void Leave(nint unit)
    {
    }

    protected bool IsWhole(nint node) => PartOf(node) >= MetadataPart.All;

    protected bool IsDeclared(nint node) => KeyOf(node) is { } key && plan.IsDeclaredIn(key, partition);

    /// <summary>
    /// Finds the variable of a node that is attached to a global or listed by a unit. Passes that split or shrink a global attach new expressions, and leave
    /// the old one listed.
    /// </summary>
    protected nint VariableOf(nint global) =>
        types.Kind(global) == MetadataKind.GlobalVariableExpression ? types.Operand(global, DebugOperand.ExpressionVariable) : global;

    /// <summary>Follows everything that a node reaches, each node as often as it is needed in more ways than before.</summary>
    /// <returns>False: the node is a type that is declared in this partition.</returns>
    protected bool Walk(nint root, DebugNeed need = DebugNeed.Mention)
    {
        bool isHere = Follow(root, need);
        while (_open.TryPop(out (nint Node, DebugNeed Need) next))
        {
            foreach (DebugArc arc in ArcsOf(next.Node))
            {
                if (!Follow(arc.Target, arc.Need == DebugNeed.Same ? next.Need : arc.Need))
                {
                    Mention(next.Node, arc.Operand, arc.Target);
                }
            }
        }

        return isHere;
    }

    /// <summary>
    /// Walks the units' lists: the owner keeps a unit's lists, other partitions the variables defined there and, where something of the unit is, the imports at
    /// file scope, which lookups need.
    /// </summary>
    /// <param name="variables">The debug-info variables of the globals that are defined here.</param>
    /// <param name="all">The debug-info variables of all globals; variables without a global, which have only their values, belong to no partition.</param>
    protected void WalkUnits(IReadOnlyList<nint> units, HashSet<nint> variables, HashSet<nint> all)
    {
        List<nint> waiting = [];
        for (int number = 0; number < units.Count; number++)
        {
            nint unit = units[number];
            bool ownsUnit = plan.OwnerOfUnit(number) == partition;
            EnterUnit(unit);
            if (ownsUnit)
            {
                foreach (int operand in CarriedLists)
                {
                    WalkList(unit, operand);
                }
            }
            else
            {
                DropLists(unit);
            }

            bool hasGlobals = Filter(
                unit, DebugOperand.UnitGlobals, global => variables.Contains(VariableOf(global)) || (ownsUnit && !all.Contains(VariableOf(global))));
            if (ownsUnit || hasGlobals)
            {
                Filter(unit, DebugOperand.UnitImports, import => KeepsImport(import, ownsUnit));
            }
            else
            {
                waiting.Add(unit);
            }
        }

        WalkImports(waiting);
    }

    /// <summary>Walks the imports of units that nothing here belongs to so far: something of them may turn up behind another one's import.</summary>
    private void WalkImports(List<nint> units)
    {
        int before;
        do
        {
            before = units.Count;
            units.RemoveAll(WalkImportsOfReached);
        }
        while (units.Count < before);
        foreach (nint unit in units)
        {
            Filter(unit, DebugOperand.UnitImports, static _ => false);
            Leave(unit);
        }
    }

    /// <returns>Whether something of the unit is in this partition.</returns>
    private bool WalkImportsOfReached(nint unit)
    {
        if (PartOf(unit) == MetadataPart.None)
        {
            return false;
        }

        EnterUnit(unit);
        Filter(unit, DebugOperand.UnitImports, import => KeepsImport(import, ownsUnit: false));
        return true;
    }

    /// <summary>Whether an import stays: an import into a function is needed where the function is.</summary>
    private bool KeepsImport(nint import, bool ownsUnit)
    {
        nint scope = types.Operand(import, DebugOperand.ImportScope);
        return scope == 0 || types.Kind(scope) switch
        {
            MetadataKind.CompileUnit or MetadataKind.File => true,
            MetadataKind.Subprogram or MetadataKind.LexicalBlock or MetadataKind.LexicalBlockFile => IsWhole(scope),
            _ => ownsUnit,
        };
    }

    /// <returns>Whether any member of the list stays.</returns>
    private bool Filter(nint unit, int operand, Func<nint, bool> keeps)
    {
        nint list = types.Operand(unit, operand);
        if (list == 0)
        {
            return false;
        }

        nint[] kept = [.. MembersOf(list).Where(keeps)];
        Keep(unit, operand, list, kept);
        WalkList(unit, operand);
        return kept.Length > 0;
    }

    private void WalkList(nint unit, int operand)
    {
        if (types.Operand(unit, operand) is not 0 and nint list)
        {
            Walk(list);
        }
    }

    /// <returns>False: the node is a type that is declared in this partition.</returns>
    private bool Follow(nint node, DebugNeed need)
    {
        if (need != DebugNeed.Layout && IsDeclared(node))
        {
            FollowName(node);
            return false;
        }

        MetadataPart part = need == DebugNeed.Layout ? MetadataPart.Layout : MetadataPart.All;
        ref MetadataPart known = ref PartOf(node);
        MetadataPart before = known;
        if (before < part)
        {
            known = part;
            if (before < MetadataPart.All)
            {
                Complete(node);
            }

            _open.Push((node, need));
        }

        return true;
    }

    /// <summary>Follows the scope of a declaration, which may be a declared type too.</summary>
    private void FollowName(nint type)
    {
        ref MetadataPart known = ref PartOf(type);
        if (known == MetadataPart.Name)
        {
            return;
        }

        if (known == MetadataPart.None)
        {
            known = MetadataPart.Name;
        }

        Declare(type);
        if (types.Operand(type, DebugOperand.Scope) is not 0 and nint scope)
        {
            Follow(scope, DebugNeed.Mention);
        }
    }
}
