using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using LtoPar.Bitcode.DebugInfo;
using LtoPar.Bitcode.Metadata;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Llvm.DebugInfo;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Leaves a carved module the debug information that its functions and variables need (<see cref="DebugInfoWalk"/>), as nodes. Types that the partition owns
/// are retained, for other partitions rely on them whatever the passes make of the code.
///
/// LLVM's strip-dead-debug-info is of no use here: it lists the units that are left in the order of their addresses, and unlists some that declarations still
/// refer to. A unit with empty lists and no function reaches no object, so units that are not needed stay as that, with the file of one that is: the checksum
/// of their own would change the partition with each edit of a source file that it has nothing of.
/// </summary>
internal sealed unsafe class DebugInfoApplier : DebugInfoWalk
{
    private readonly LazyModule _module;
    private readonly DebugNodes _nodes;
    private readonly DebugTypeNames _names;
    private readonly Dictionary<nint, MetadataPart> _kept = [];
    private readonly List<(nint Node, int Operand, nint Type)> _mentions = [];
    private readonly List<(nint Call, nint Type)> _allocations = [];
    private readonly Dictionary<nint, nint> _declarations = [];
    private readonly Dictionary<nint, List<nint>> _retained = [];
    private readonly HashSet<nint> _ofVariables = [];
    private readonly nint[] _units;
    private readonly HashSet<nint> _left = [];
    private nint _unit;

    /// <summary>Has to be constructed while the module is whole.</summary>
    public DebugInfoApplier(LazyModule module, DebugInfoPlan plan, int partition)
        : this(module, new DebugNodes(module.Context), plan, partition)
    {
    }

    private DebugInfoApplier(LazyModule module, DebugNodes nodes, DebugInfoPlan plan, int partition)
        : base(nodes, plan, partition)
    {
        _module = module;
        _units = DebugNodes.CompileUnits(module.Handle);
        _nodes = nodes;
        _names = new DebugTypeNames(_nodes);
        DebugRoots roots = new(module.Context);
        for (LLVMOpaqueValue* v = LLVM.GetFirstGlobal(module.Handle); v is not null; v = LLVM.GetNextGlobal(v))
        {
            _ofVariables.UnionWith(roots.OfVariable(v).Select(VariableOf));
        }
    }

    public void Apply()
    {
        WalkUnits(_units, WalkSymbols(), _ofVariables);
        DeclareMentions();
        foreach (nint unit in _units)
        {
            Retain(unit);
        }

        LeaveFiles();
    }

    private void LeaveFiles()
    {
        if (Array.Find(_units, unit => !_left.Contains(unit)) is not 0 and nint needed)
        {
            foreach (nint unit in _left)
            {
                _nodes.Replace(unit, DebugOperand.File, _nodes.Operand(needed, DebugOperand.File));
            }
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
            roots.OfFunction(f).ForEach(root => Walk(root));
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
        if (!DebugNodes.IsLeaf(DebugNodes.KindOf(type)) && !Walk(type))
        {
            _allocations.Add((call, type));
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

    protected override ref MetadataPart PartOf(nint node) => ref CollectionsMarshal.GetValueRefOrAddDefault(_kept, node, out _);

    protected override string? KeyOf(nint node) => _names.KeyOf(node);

    protected override List<DebugArc> ArcsOf(nint node) => _nodes.Arcs(node);

    protected override nint[] MembersOf(nint list) => _nodes.Operands(list).ToArray();

    protected override void Mention(nint node, int operand, nint type) => _mentions.Add((node, operand, type));

    protected override void Complete(nint node)
    {
        if (_unit != 0 && _names.KeyOf(node) is { } key && Plan.OwnerOf(key) == Partition)
        {
            RetainedOf(_unit).Add(node);
        }
    }

    protected override void EnterUnit(nint unit) => _unit = unit;

    protected override void Leave(nint unit) => _left.Add(unit);

    protected override void DropLists(nint unit)
    {
        foreach (int operand in CarriedLists)
        {
            _nodes.Replace(unit, operand, 0);
        }
    }

    protected override void Keep(nint unit, int operand, nint list, nint[] kept)
    {
        if (kept.Length < _nodes.Operands(list).Length || kept.Length == 0)
        {
            _nodes.Replace(unit, operand, kept.Length == 0 ? 0 : _nodes.Tuple(kept));
        }
    }

    private List<nint> RetainedOf(nint unit)
    {
        if (!_retained.TryGetValue(unit, out List<nint>? types))
        {
            _retained.Add(unit, types = []);
        }

        return types;
    }

    private void DeclareMentions()
    {
        LLVMOpaqueDIBuilder* builder = LLVM.CreateDIBuilder(_module.Handle);
        foreach ((nint node, int operand, nint type) in _mentions)
        {
            if (!IsWhole(type))
            {
                _nodes.Replace(node, operand, DeclarationOf(builder, type));
            }
        }

        DebugRoots roots = new(_module.Context);
        foreach ((nint call, nint type) in _allocations)
        {
            if (!IsWhole(type))
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
        if (scope != 0 && !IsWhole(scope) && IsDeclared(scope))
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
