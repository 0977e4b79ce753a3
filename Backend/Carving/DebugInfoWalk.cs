using LtoPar.Bitcode.DebugInfo;
using LtoPar.Bitcode.Metadata;
using LtoPar.Linkage;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Decides what one partition needs of a program's debug information: all that its functions and variables reach, but for types whose home is
/// elsewhere and that are only pointed at here, which become declarations; and of the compile units' lists what they carry here. The walk is
/// the same over bits, before LLVM reads them (<see cref="MetadataSelector"/>), and over the nodes that LLVM makes of what is left
/// (<see cref="DebugInfoApplier"/>): were it not, the one would leave out what the other looks for. The order in which nodes are met decides
/// the order of what is written.
/// </summary>
/// <param name="types">The nodes.</param>
internal abstract class DebugInfoWalk(IDebugTypes types, DebugInfoPlan plan, int partition)
{
    /// <summary>The lists of a unit that its home carries for all.</summary>
    protected static ReadOnlySpan<int> CarriedLists => [DebugOperand.UnitEnums, DebugOperand.UnitRetainedTypes, DebugOperand.UnitMacros];

    private readonly Stack<(nint Node, DebugNeed Need)> _open = new();

    protected DebugInfoPlan Plan => plan;

    protected int Partition => partition;

    /// <summary>How much of a node is needed, as far as is known; to be read or set at once.</summary>
    protected abstract ref MetadataPart PartOf(nint node);

    /// <summary>The name that <see cref="DebugTypeNames"/> gives a node; null: it is no such type.</summary>
    protected abstract string? KeyOf(nint node);

    /// <summary>What a node refers to, without the lists of a compile unit. Valid until the next call.</summary>
    protected abstract List<DebugArc> ArcsOf(nint node);

    protected abstract nint[] MembersOf(nint list);

    /// <summary>The unit's <see cref="CarriedLists"/> are carried elsewhere.</summary>
    protected abstract void DropLists(nint unit);

    /// <summary>A list of a unit loses members. What is kept is still to be walked.</summary>
    /// <param name="operand">Of the unit, that holds the list.</param>
    protected abstract void Keep(nint unit, int operand, nint list, nint[] kept);

    /// <summary>A node refers to a type that is away.</summary>
    protected virtual void Mention(nint node, int operand, nint type)
    {
    }

    /// <summary>A type is away and will be declared, if it turns out not to be needed after all.</summary>
    protected virtual void Declare(nint type)
    {
    }

    /// <summary>A node is needed whole for the first time.</summary>
    protected virtual void Complete(nint node)
    {
    }

    /// <summary>The lists of a unit are next.</summary>
    protected virtual void EnterUnit(nint unit)
    {
    }

    protected bool IsWhole(nint node) => PartOf(node) >= MetadataPart.All;

    protected bool IsAway(nint node) => KeyOf(node) is { } key && plan.IsAway(key, partition);

    /// <summary>
    /// The variable of a node that is attached to a global or listed by a unit. Passes that split or shrink a global attach new expressions, and
    /// leave the old one listed.
    /// </summary>
    protected nint VariableOf(nint global) =>
        types.Kind(global) == MetadataKind.GlobalVariableExpression ? types.Operand(global, DebugOperand.ExpressionVariable) : global;

    /// <summary>Everything that a node reaches, each as often as it is needed in more ways than before.</summary>
    /// <returns>False: the node is a type that is away.</returns>
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

    /// <summary>At home a unit keeps its lists, elsewhere what is defined here and the imports at file scope, which lookups there need.</summary>
    /// <param name="variables">What is defined here, as debug information calls it.</param>
    /// <param name="all">Variables that are there at all; those that are not, but for their values, belong to no partition.</param>
    protected void WalkUnits(IReadOnlyList<nint> units, HashSet<nint> variables, HashSet<nint> all)
    {
        for (int number = 0; number < units.Count; number++)
        {
            nint unit = units[number];
            bool isHome = plan.HomeOfUnit(number) == partition;
            EnterUnit(unit);
            if (isHome)
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

            Filter(unit, DebugOperand.UnitGlobals, global => variables.Contains(VariableOf(global)) || (isHome && !all.Contains(VariableOf(global))));
            Filter(unit, DebugOperand.UnitImports, import => KeepsImport(import, isHome));
        }
    }

    /// <summary>Imports into a function are needed where the function is.</summary>
    private bool KeepsImport(nint import, bool isHome)
    {
        nint scope = types.Operand(import, DebugOperand.ImportScope);
        return scope == 0 || types.Kind(scope) switch
        {
            MetadataKind.CompileUnit or MetadataKind.File => true,
            MetadataKind.Subprogram or MetadataKind.LexicalBlock or MetadataKind.LexicalBlockFile => IsWhole(scope),
            _ => isHome,
        };
    }

    private void Filter(nint unit, int operand, Func<nint, bool> keeps)
    {
        if (types.Operand(unit, operand) is not 0 and nint list)
        {
            Keep(unit, operand, list, [.. MembersOf(list).Where(keeps)]);
            WalkList(unit, operand);
        }
    }

    private void WalkList(nint unit, int operand)
    {
        if (types.Operand(unit, operand) is not 0 and nint list)
        {
            Walk(list);
        }
    }

    /// <returns>False: the node is a type that is away.</returns>
    private bool Follow(nint node, DebugNeed need)
    {
        if (need != DebugNeed.Layout && IsAway(node))
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

    /// <summary>A declaration still has its scope, which may be a type that is away too.</summary>
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
