using LLVMSharp.Interop;
using LtoPar.Bitcode.DebugInfo;
using LtoPar.Linkage;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Leaves a carved module the debug information that its functions and variables need: types whose home is elsewhere and that are only
/// pointed at here become declarations, and compile units whose home is elsewhere lose their lists. Types at home are retained, for other
/// partitions rely on them whatever the passes make of the code.
///
/// LLVM's strip-dead-debug-info is of no use here: it lists the units that are left in the order of their addresses, and unlists some that
/// declarations still refer to. A unit with empty lists and no function reaches no object, so units that are not needed stay as that.
/// </summary>
internal sealed unsafe class DebugInfoApplier
{
    private readonly LazyModule _module;
    private readonly DebugInfoPlan _plan;
    private readonly int _partition;
    private readonly DebugNodes _nodes;
    private readonly DebugTypeNames _names;
    private readonly Dictionary<nint, DebugNeed> _visited = [];
    private readonly Stack<(nint Node, DebugNeed Need)> _open = new();
    private readonly List<(nint Node, int Operand, nint Type)> _mentions = [];
    private readonly List<(nint Call, nint Type)> _allocations = [];
    private readonly HashSet<nint> _complete = [];
    private readonly Dictionary<nint, nint> _declarations = [];
    private readonly Dictionary<nint, List<nint>> _retained = [];
    private readonly HashSet<nint> _ofVariables = [];
    private readonly nint[] _units;
    private nint _unit;

    /// <summary>Made while the module is whole.</summary>
    public DebugInfoApplier(LazyModule module, DebugInfoPlan plan, int partition)
    {
        _module = module;
        _plan = plan;
        _partition = partition;
        _units = DebugNodes.CompileUnits(module.Handle);
        _nodes = new DebugNodes(module.Context);
        _names = new DebugTypeNames(_nodes);
        DebugRoots roots = new(module.Context);
        for (LLVMOpaqueValue* v = LLVM.GetFirstGlobal(module.Handle); v is not null; v = LLVM.GetNextGlobal(v))
        {
            _ofVariables.UnionWith(roots.OfVariable(v).Select(VariableOf));
        }
    }

    public void Apply()
    {
        HashSet<nint> globals = WalkSymbols();
        for (int unit = 0; unit < _units.Length; unit++)
        {
            FilterLists(_units[unit], _plan.HomeOfUnit(unit) == _partition, globals);
        }

        Declare();
        foreach (nint unit in _units)
        {
            Retain(unit);
        }
    }

    private HashSet<nint> WalkSymbols()
    {
        DebugRoots roots = new(_module.Context);
        HashSet<nint> globals = [];
        for (LLVMOpaqueValue* f = LLVM.GetFirstFunction(_module.Handle); f is not null; f = LLVM.GetNextFunction(f))
        {
            nint subprogram = (nint)LLVM.GetSubprogram(f);
            _unit = subprogram == 0 ? 0 : _nodes.Operand(subprogram, DebugOperand.SubprogramUnit);
            roots.OfFunction(f).ForEach(Walk);
            roots.Allocations.ForEach(allocation => WalkAllocation(allocation.Call, allocation.Type));
        }

        Dictionary<nint, nint> unitOf = UnitsOfGlobals();
        for (LLVMOpaqueValue* v = LLVM.GetFirstGlobal(_module.Handle); v is not null; v = LLVM.GetNextGlobal(v))
        {
            foreach (nint root in roots.OfVariable(v))
            {
                nint variable = VariableOf(root);
                globals.Add(variable);
                _unit = unitOf.GetValueOrDefault(variable);
                Walk(root);
            }
        }

        return globals;
    }

    private void WalkAllocation(nint call, nint type)
    {
        if (DebugNodes.IsLeaf(DebugNodes.KindOf(type)))
        {
            return;
        }

        if (IsAway(type, DebugNeed.Mention))
        {
            _allocations.Add((call, type));
            VisitScope(type);
            WalkOpen();
        }
        else
        {
            Walk(type);
        }
    }

    private Dictionary<nint, nint> UnitsOfGlobals()
    {
        Dictionary<nint, nint> unitOf = [];
        foreach (nint unit in _units)
        {
            nint list = _nodes.Operand(unit, DebugOperand.UnitGlobals);
            foreach (nint global in list == 0 ? [] : _nodes.Operands(list))
            {
                unitOf.TryAdd(VariableOf(global), unit);
            }
        }

        return unitOf;
    }

    /// <summary>
    /// Of a node that is attached to a global or listed by a unit. Passes that split or shrink a global attach new expressions, and leave the old one listed.
    /// </summary>
    private nint VariableOf(nint global) =>
        DebugNodes.KindOf(global) == MetadataKind.GlobalVariableExpression ? _nodes.Operand(global, DebugOperand.ExpressionVariable) : global;

    /// <summary>Everything a node reaches, each as often as it is needed in more ways than before.</summary>
    private void Walk(nint root)
    {
        Visit(root, DebugNeed.Mention);
        WalkOpen();
    }

    private void WalkOpen()
    {
        while (_open.TryPop(out (nint Node, DebugNeed Need) next))
        {
            foreach (DebugArc arc in _nodes.Arcs(next.Node))
            {
                DebugNeed need = arc.Need == DebugNeed.Same ? next.Need : arc.Need;
                if (!IsAway(arc.Target, need))
                {
                    Visit(arc.Target, need);
                    continue;
                }

                _mentions.Add((next.Node, arc.Operand, arc.Target));
                VisitScope(arc.Target);
            }
        }
    }

    private void Visit(nint node, DebugNeed need)
    {
        bool known = _visited.TryGetValue(node, out DebugNeed before);
        if (known && (before == DebugNeed.Layout || need == DebugNeed.Mention))
        {
            return;
        }

        _visited[node] = need;
        if (!known && _names.KeyOf(node) is { } key)
        {
            _complete.Add(node);
            if (_unit != 0 && _plan.HomeOf(key) == _partition)
            {
                RetainedOf(_unit).Add(node);
            }
        }

        _open.Push((node, need));
    }

    /// <summary>A declaration still has its scope, which may be a type that is away too.</summary>
    private void VisitScope(nint type)
    {
        nint scope = _nodes.Operand(type, DebugOperand.Scope);
        if (scope == 0 || DebugNodes.IsLeaf(DebugNodes.KindOf(scope)))
        {
            return;
        }

        if (IsAway(scope, DebugNeed.Mention))
        {
            VisitScope(scope);
        }
        else
        {
            Visit(scope, DebugNeed.Mention);
        }
    }

    private bool IsAway(nint type, DebugNeed need) =>
        need != DebugNeed.Layout && _names.KeyOf(type) is { } key && _plan.IsAway(key, _partition);

    private List<nint> RetainedOf(nint unit)
    {
        if (!_retained.TryGetValue(unit, out List<nint>? types))
        {
            _retained.Add(unit, types = []);
        }

        return types;
    }

    /// <summary>At home a unit keeps its lists, elsewhere what is defined here and the imports at file scope, which lookups there need.</summary>
    private void FilterLists(nint unit, bool isHome, HashSet<nint> globals)
    {
        _unit = unit;
        if (isHome)
        {
            WalkList(unit, DebugOperand.UnitEnums);
            WalkList(unit, DebugOperand.UnitRetainedTypes);
        }
        else
        {
            _nodes.Replace(unit, DebugOperand.UnitEnums, 0);
            _nodes.Replace(unit, DebugOperand.UnitRetainedTypes, 0);
            _nodes.Replace(unit, DebugOperand.UnitMacros, 0);
        }

        // Variables that are no longer there but for their values belong to no partition.
        Keep(unit, DebugOperand.UnitGlobals, global => globals.Contains(VariableOf(global)) || (isHome && !_ofVariables.Contains(VariableOf(global))));
        WalkList(unit, DebugOperand.UnitGlobals);
        Keep(unit, DebugOperand.UnitImports, import => KeepsImport(import, isHome));
        WalkList(unit, DebugOperand.UnitImports);
    }

    private bool KeepsImport(nint import, bool isHome)
    {
        nint scope = _nodes.Operand(import, DebugOperand.ImportScope);
        return scope == 0 || DebugNodes.KindOf(scope) switch
        {
            MetadataKind.CompileUnit or MetadataKind.File => true,
            MetadataKind.Subprogram or MetadataKind.LexicalBlock or MetadataKind.LexicalBlockFile => _visited.ContainsKey(scope),
            _ => isHome,
        };
    }

    private void WalkList(nint unit, int operand)
    {
        if (_nodes.Operand(unit, operand) is var list && list != 0)
        {
            Walk(list);
        }
    }

    private void Keep(nint unit, int operand, Func<nint, bool> keeps)
    {
        nint list = _nodes.Operand(unit, operand);
        if (list == 0)
        {
            return;
        }

        nint[] all = _nodes.Operands(list).ToArray();
        nint[] kept = [.. all.Where(keeps)];
        if (kept.Length < all.Length || kept.Length == 0)
        {
            _nodes.Replace(unit, operand, kept.Length == 0 ? 0 : _nodes.Tuple(kept));
        }
    }

    private void Declare()
    {
        LLVMOpaqueDIBuilder* builder = LLVM.CreateDIBuilder(_module.Handle);
        foreach ((nint node, int operand, nint type) in _mentions)
        {
            if (!_complete.Contains(type))
            {
                _nodes.Replace(node, operand, DeclarationOf(builder, type));
            }
        }

        DebugRoots roots = new(_module.Context);
        foreach ((nint call, nint type) in _allocations)
        {
            if (!_complete.Contains(type))
            {
                roots.Allocate(call, _nodes.AsValue(DeclarationOf(builder, type)));
            }
        }

        LLVM.DisposeDIBuilder(builder);
    }

    private nint DeclarationOf(LLVMOpaqueDIBuilder* builder, nint type)
    {
        if (_declarations.TryGetValue(type, out nint declaration))
        {
            return declaration;
        }

        nint scope = _nodes.Operand(type, DebugOperand.Scope);
        if (scope != 0 && !_complete.Contains(scope) && IsAway(scope, DebugNeed.Mention))
        {
            scope = DeclarationOf(builder, scope);
        }

        byte[] name = LlvmText.ToUtf8(_nodes.Text(type, DebugOperand.Name));
        byte[] identifier = LlvmText.ToUtf8(_nodes.Text(type, DebugOperand.Identifier));
        fixed (byte* nameStart = name, identifierStart = identifier)
        {
            declaration = (nint)LLVM.DIBuilderCreateForwardDecl(
                builder,
                LLVM.GetDINodeTag((LLVMOpaqueMetadata*)type),
                (sbyte*)nameStart,
                (nuint)(name.Length - 1),
                (LLVMOpaqueMetadata*)scope,
                null,
                0,
                0,
                0,
                0,
                (sbyte*)identifierStart,
                (nuint)(identifier.Length - 1));
        }

        _declarations.Add(type, declaration);
        return declaration;
    }

    private void Retain(nint unit)
    {
        if (!_retained.TryGetValue(unit, out List<nint>? types))
        {
            return;
        }

        nint list = _nodes.Operand(unit, DebugOperand.UnitRetainedTypes);
        List<nint> all = list == 0 ? [] : [.. _nodes.Operands(list)];
        HashSet<nint> declared = [.. _declarations.Values];
        all.RemoveAll(declared.Contains);
        all.AddRange(types.Except(all));
        _nodes.Replace(unit, DebugOperand.UnitRetainedTypes, _nodes.Tuple([.. all]));
    }
}
