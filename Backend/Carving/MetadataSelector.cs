using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.DebugInfo;
using LtoPar.Bitcode.Metadata;
using LtoPar.CallGraph;
using LtoPar.Linkage;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Selects what one partition needs of the module's metadata before LLVM reads any: the walk over bits. It may keep more than
/// <see cref="DebugInfoApplier"/>, which goes over what is left (what a function's own metadata refers to counts as needed whole), never less.
/// A node is its number plus one, as in <see cref="MetadataTypes"/>.
/// </summary>
internal sealed class MetadataSelector : DebugInfoWalk
{
    private readonly MetadataIndex _index;
    private readonly SymbolPlan _plan;
    private readonly MetadataPart[] _kept;
    private readonly Dictionary<int, int[]> _lists = [];
    private readonly HashSet<int> _withoutLists = [];
    private readonly List<DebugArc> _arcs = [];

    private MetadataSelector(MetadataIndex index, SymbolPlan plan, int partition)
        : base(index.Types, plan.DebugInfo, partition)
    {
        _index = index;
        _plan = plan;
        _kept = new MetadataPart[index.Count];
    }

    /// <exception cref="MalformedBitsException">The needs of the partition cannot be told.</exception>
    public static MetadataSelection Select(MetadataIndex index, SymbolPlan plan, int partition) => index.Units.Count == plan.DebugInfo.UnitCount
        ? new MetadataSelector(index, plan, partition).Select()
        : throw new MalformedBitsException("the module has other compile units than LLVM finds");

    private MetadataSelection Select()
    {
        KeepUndroppable();
        HashSet<nint> variables = [];
        List<GlobalAttachment> dropped = FollowAttachments(variables, out HashSet<nint> all);
        IEnumerable<int> bodies = [.. _plan.Partitions.Partitions[Partition].Symbols.Where(_plan.Graph.Symbols.IsFunction),
            .. _plan.ImportsOf(Partition).Select(import => import.Function)];
        foreach (int function in bodies.Union(_index.AlwaysRead))
        {
            FunctionMetadata.Read(_index, function, Keep);
        }

        WalkUnits([.. _index.Units.Select(unit => (nint)unit + 1)], variables, all);
        return new MetadataSelection(_kept, _lists, _withoutLists, dropped);
    }

    private void KeepUndroppable()
    {
        foreach (int number in _index.Named)
        {
            Keep(number, DebugNeed.Mention);
        }

        bool keepsStrings = _index.TakesMetadata.Any(f => !TakesNoString(_plan.Graph.Symbols.Names[f]));
        for (int number = 0; number < _index.Count; number++)
        {
            if (!_index.Droppable[number] || (keepsStrings && number < _index.StringCount))
            {
                Keep(number, DebugNeed.Mention);
            }
        }
    }

    /// <summary>The name of the one intrinsic of common code that takes metadata, and it takes lists of aliasing scopes.</summary>
    private static bool TakesNoString(string? function) => function == "llvm.experimental.noalias.scope.decl";

    /// <summary>Follows the attachments of the globals. A variable that is not defined here loses its attachments.</summary>
    /// <param name="kept">The debug-info variables of the globals that stay.</param>
    /// <param name="all">The debug-info variables of all globals.</param>
    private List<GlobalAttachment> FollowAttachments(HashSet<nint> kept, out HashSet<nint> all)
    {
        IEnumerable<int> copies = _plan.UsesOf(Partition).Where(u => u.Kind == UseKind.Copy).Select(u => u.Symbol);
        HashSet<int> here = [.. _plan.Partitions.Partitions[Partition].Symbols, .. copies];
        List<GlobalAttachment> dropped = [];
        all = [];
        foreach (GlobalAttachment attachment in _index.Attachments)
        {
            bool isVariable = !_plan.Graph.Symbols.IsFunction(attachment.Symbol);
            IEnumerable<nint> variables = isVariable ? attachment.DebugTargets.Select(target => VariableOf((nint)target + 1)) : [];
            all.UnionWith(variables);
            if (isVariable && attachment.IsDebugInfo && _plan.Graph.Symbols.Has(attachment.Symbol, SymbolFlags.Definition) && !here.Contains(attachment.Symbol))
            {
                dropped.Add(attachment);
                continue;
            }

            kept.UnionWith(variables);
            foreach (int target in attachment.Targets)
            {
                Keep(target, DebugNeed.Mention);
            }
        }

        return dropped;
    }

    /// <summary>Strings lead nowhere.</summary>
    private void Keep(int number, DebugNeed need)
    {
        if (number < _index.StringCount)
        {
            _kept[number] = MetadataPart.All;
        }
        else
        {
            Walk((nint)number + 1, need);
        }
    }

    protected override ref MetadataPart PartOf(nint node) => ref _kept[(int)node - 1];

    protected override string? KeyOf(nint node) => _index.Types.KeyOf((int)node - 1);

    /// <summary>
    /// Keeps the strings that the node refers to at once, and returns the nodes; a list that loses members refers only to those that are left.
    /// </summary>
    protected override List<DebugArc> ArcsOf(nint node)
    {
        _arcs.Clear();
        int number = (int)node - 1;
        ReadOnlySpan<int> targets = _index.TargetsOf(number);
        ReadOnlySpan<DebugNeed> needs = _index.NeedsOf(number);
        ReadOnlySpan<byte> operands = _index.OperandsOf(number);
        if (MetadataLayout.IsList(_index.CodeOf(number)) && _lists.TryGetValue(number, out int[]? kept))
        {
            targets = kept;
        }

        bool isUnit = _index.CodeOf(number) == MetadataCode.CompileUnit;
        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] < _index.StringCount)
            {
                _kept[targets[i]] = MetadataPart.All;
            }
            else if (!isUnit || !MetadataLayout.IsUnitList(operands[i]))
            {
                _arcs.Add(new DebugArc(operands[i], (nint)targets[i] + 1, needs[i]));
            }
        }

        return _arcs;
    }

    protected override nint[] MembersOf(nint list)
    {
        ReadOnlySpan<int> targets = _index.TargetsOf((int)list - 1);
        nint[] members = new nint[targets.Length];
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = (nint)targets[i] + 1;
        }

        return members;
    }

    /// <summary>The name and the identifier are strings; the scope is followed by the walk.</summary>
    protected override void Declare(nint type)
    {
        foreach (int operand in MetadataTypes.NameStrings)
        {
            if (_index.TargetOf((int)type - 1, operand) is >= 0 and int text)
            {
                _kept[text] = text < _index.StringCount ? MetadataPart.All : throw new MalformedBitsException("a node stands where a text is expected");
            }
        }
    }

    protected override void DropLists(nint unit) => _withoutLists.Add((int)unit - 1);

    /// <summary>Marks a list as shortened; should two units share one list, it keeps the members that either needs.</summary>
    protected override void Keep(nint unit, int operand, nint list, nint[] kept)
    {
        int number = (int)list - 1;
        int[] members = [.. kept.Select(node => (int)node - 1)];
        if (_lists.TryGetValue(number, out int[]? before))
        {
            HashSet<int> either = [.. before, .. members];
            members = [.. _index.TargetsOf(number).ToArray().Where(either.Contains)];
            _kept[number] = MetadataPart.Name;
        }

        _lists[number] = members;
    }
}
