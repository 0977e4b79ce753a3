using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.DebugInfo;
using LtoPar.Bitcode.Metadata;
using LtoPar.CallGraph;
using LtoPar.Linkage;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Which of the module's metadata one partition needs, before LLVM reads any: the walk of <see cref="DebugInfoApplier"/> over bits. It may keep
/// more than that (what a function's own metadata refers to counts as needed whole), never less, and the applier goes over what is left.
/// </summary>
public sealed class MetadataSelector
{
    private readonly MetadataIndex _index;
    private readonly SymbolPlan _plan;
    private readonly int _partition;
    private readonly MetadataPart[] _kept;
    private readonly HashSet<int> _unitLists = [];
    private readonly Stack<int> _open = new();

    private MetadataSelector(MetadataIndex index, SymbolPlan plan, int partition)
    {
        _index = index;
        _plan = plan;
        _partition = partition;
        _kept = new MetadataPart[index.Count];
    }

    /// <exception cref="MalformedBitsException">What the partition needs cannot be told.</exception>
    public static MetadataSelection Select(MetadataIndex index, SymbolPlan plan, int partition) => index.Units.Count == plan.DebugInfo.UnitCount
        ? new MetadataSelector(index, plan, partition).Select()
        : throw new MalformedBitsException("the module has other compile units than LLVM finds");

    private MetadataSelection Select()
    {
        KeepUndroppable();
        HashSet<int> variables = [];
        List<GlobalAttachment> dropped = FollowAttachments(variables, out HashSet<int> ofVariables);
        foreach (int function in Bodies())
        {
            FunctionMetadata.Read(_index, function, Follow);
            Walk();
        }

        Dictionary<int, int[]> lists = [];
        HashSet<int> withoutLists = [];
        for (int unit = 0; unit < _index.Units.Count; unit++)
        {
            FollowLists(unit, withoutLists);
            FilterGlobals(unit, lists, variables, ofVariables);
        }

        FilterImports(lists);
        return new MetadataSelection(_kept, lists, withoutLists, dropped);
    }

    private IEnumerable<int> Bodies() => _plan.Partitions.Partitions[_partition].Symbols.Where(_plan.Graph.Symbols.IsFunction).Union(_index.AlwaysRead);

    private void KeepUndroppable()
    {
        foreach (int number in _index.Named)
        {
            Follow(number, DebugNeed.Mention);
        }

        bool keepsStrings = _index.TakesMetadata.Any(f => !TakesNoString(_plan.Graph.Symbols.Names[f]));
        for (int number = 0; number < _index.Count; number++)
        {
            if (!_index.Droppable[number] || (keepsStrings && number < _index.StringCount))
            {
                Follow(number, DebugNeed.Mention);
            }
        }

        Walk();
    }

    /// <summary>The one intrinsic of common code that takes metadata, and it takes lists of aliasing scopes.</summary>
    private static bool TakesNoString(string? function) => function == "llvm.experimental.noalias.scope.decl";

    /// <summary>A variable that is not defined here loses what is attached to it.</summary>
    /// <param name="kept">What debug information calls those that stay.</param>
    /// <param name="all">What it calls any.</param>
    private List<GlobalAttachment> FollowAttachments(HashSet<int> kept, out HashSet<int> all)
    {
        HashSet<int> here = [.. _plan.Partitions.Partitions[_partition].Symbols, .. _plan.UsesOf(_partition).Where(u => u.Kind == UseKind.Copy).Select(u => u.Symbol)];
        List<GlobalAttachment> dropped = [];
        all = [];
        foreach (GlobalAttachment attachment in _index.Attachments)
        {
            bool isVariable = !_plan.Graph.Symbols.IsFunction(attachment.Symbol);
            if (isVariable)
            {
                all.UnionWith(attachment.DebugTargets.Select(VariableOf));
            }

            if (isVariable && attachment.IsDebugInfo && _plan.Graph.Symbols.Has(attachment.Symbol, SymbolFlags.Definition) && !here.Contains(attachment.Symbol))
            {
                dropped.Add(attachment);
                continue;
            }

            foreach (int target in attachment.Targets)
            {
                Follow(target, DebugNeed.Mention);
            }

            if (isVariable)
            {
                kept.UnionWith(attachment.DebugTargets.Select(VariableOf));
            }
        }

        Walk();
        return dropped;
    }

    private void FollowLists(int unit, HashSet<int> withoutLists)
    {
        int number = _index.Units[unit];
        if (_plan.DebugInfo.HomeOfUnit(unit) != _partition)
        {
            withoutLists.Add(number);
            return;
        }

        foreach (int operand in MetadataUnit.CarriedLists)
        {
            FollowList(_index.TargetOf(number, operand));
        }

        Walk();
    }

    private void FilterGlobals(int unit, Dictionary<int, int[]> lists, HashSet<int> variables, HashSet<int> ofVariables)
    {
        bool isHome = _plan.DebugInfo.HomeOfUnit(unit) == _partition;
        Filter(_index.TargetOf(_index.Units[unit], MetadataUnit.Globals), lists, global => variables.Contains(VariableOf(global)) || (isHome && !ofVariables.Contains(VariableOf(global))));
        Walk();
    }

    private int VariableOf(int global) => MetadataUnit.VariableOf(_index, global);

    /// <summary>Imports into a function are needed where the function is, and may bring another in.</summary>
    private void FilterImports(Dictionary<int, int[]> lists)
    {
        int before;
        do
        {
            before = lists.Values.Sum(l => l.Length);
            for (int unit = 0; unit < _index.Units.Count; unit++)
            {
                bool isHome = _plan.DebugInfo.HomeOfUnit(unit) == _partition;
                Filter(_index.TargetOf(_index.Units[unit], MetadataUnit.Imports), lists, import => KeepsImport(import, isHome));
                Walk();
            }
        }
        while (lists.Values.Sum(l => l.Length) != before);
    }

    private bool KeepsImport(int import, bool isHome)
    {
        int scope = MetadataUnit.ScopeOfImport(_index, import);
        return scope < 0 || _index.CodeOf(scope) switch
        {
            MetadataCode.CompileUnit or MetadataCode.File => true,
            MetadataCode.Subprogram or MetadataCode.LexicalBlock or MetadataCode.LexicalBlockFile => _kept[scope] >= MetadataPart.All,
            _ => isHome,
        };
    }

    private void Filter(int list, Dictionary<int, int[]> lists, Func<int, bool> keeps)
    {
        if (list < 0)
        {
            return;
        }

        // Should two units have one list, it keeps what either does.
        int[] before = lists.GetValueOrDefault(list, []);
        int[] kept = [.. _index.TargetsOf(list).ToArray().Where(member => keeps(member) || before.Contains(member))];
        lists[list] = kept;
        _kept[list] = MetadataPart.All;
        foreach (int member in kept)
        {
            Follow(member, DebugNeed.Mention);
        }
    }

    private void FollowList(int list)
    {
        if (list >= 0)
        {
            Follow(list, DebugNeed.Mention);
        }
    }

    private void Follow(int number, DebugNeed need)
    {
        if (need != DebugNeed.Layout && IsAway(number))
        {
            KeepName(number);
            return;
        }

        MetadataPart part = need == DebugNeed.Layout ? MetadataPart.Layout : MetadataPart.All;
        if (_kept[number] < part)
        {
            _kept[number] = part;
            if (number >= _index.StringCount)
            {
                _open.Push(number);
            }
        }
    }

    private bool IsAway(int number) => number >= _index.StringCount && _index.Types.KeyOf(number) is { } key && _plan.DebugInfo.IsAway(key, _partition);

    /// <summary>A type that is declared still has its scope, which may be declared too.</summary>
    private void KeepName(int type)
    {
        if (_kept[type] == MetadataPart.None)
        {
            _kept[type] = MetadataPart.Name;
            foreach (int operand in MetadataTypes.NameOperands)
            {
                if (_index.TargetOf(type, operand) is >= 0 and int target)
                {
                    Follow(target, DebugNeed.Mention);
                }
            }
        }
    }

    private void Walk()
    {
        while (_open.TryPop(out int number))
        {
            ReadOnlySpan<int> targets = _index.TargetsOf(number);
            ReadOnlySpan<DebugNeed> needs = _index.NeedsOf(number);
            ReadOnlySpan<byte> operands = _index.OperandsOf(number);
            bool isUnit = _index.CodeOf(number) == MetadataCode.CompileUnit;
            DebugNeed own = _kept[number] == MetadataPart.Layout ? DebugNeed.Layout : DebugNeed.Mention;
            for (int i = 0; i < targets.Length; i++)
            {
                if (!isUnit || !MetadataUnit.IsList(operands[i]))
                {
                    Follow(targets[i], needs[i] == DebugNeed.Same ? own : needs[i]);
                }
            }
        }
    }
}
