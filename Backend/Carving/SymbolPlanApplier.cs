using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Turns a lazily opened module into one partition of it, in place, and never reads a body that the partition does not define.
///
/// What is not defined here is made available_externally and then handed to LLVM's own pass elim-avail-extern, which turns such definitions
/// into declarations where they stand: bodies that were never read are dropped unread, initialisers are destroyed, and every attribute
/// (calling convention, parameter and return attributes, dso_local, which the C API can neither read nor set) stays as it was. Replacing each
/// function by a new declaration, as peers do, loses some of these and costs a use-list walk for each.
///
/// The order of the steps matters. Bodies are read before anything is destroyed: LLVM's reader looks at the last module-level value when it
/// ends a function, and crashes if that constant is gone. Unowned definitions are gone before clones become available_externally, or the
/// pass would take their values.
/// </summary>
public sealed unsafe class SymbolPlanApplier
{
    private readonly LazyModule _module;
    private readonly ModuleSymbols _values;
    private readonly SymbolPlan _plan;
    private readonly SymbolTable _symbols;
    private readonly Rules _rules;
    private readonly int _partition;
    private readonly SymbolRole[] _roles;
    private readonly string _file;
    private readonly DebugInfoApplier? _debugInfo;

    /// <param name="values">The module's symbols under the plan's ordinals; all that the partition needs.</param>
    public SymbolPlanApplier(LazyModule module, ModuleSymbols values, string file, SymbolPlan plan, int partition)
    {
        _module = module;
        _file = file;
        _plan = plan;
        _partition = partition;
        _symbols = plan.Graph.Symbols;
        _rules = plan.Graph.Rules;
        _values = values;
        if (_values.Count != _symbols.Count || _values.FunctionCount != _symbols.FunctionCount)
        {
            throw new InvalidOperationException("the module and the plan are not of the same input");
        }

        _roles = Roles();
        _debugInfo = plan.DebugInfo.IsWhole ? null : new DebugInfoApplier(module, plan.DebugInfo, partition);
    }

    /// <exception cref="LtoParException">A body is malformed.</exception>
    public void Apply()
    {
        DropModuleAsm();
        SetLinkage();
        AliasSurgery aliases = new(_module, _values, _plan);
        aliases.Replace(symbol => !_rules.HasFlag(Rules.AliasDeclaration) || _roles[symbol] == SymbolRole.Define);
        ReadBodies();
        DropArrays();
        List<int> restore = ProtectAvailableExternally();
        Passes.Run(_module.Handle, "elim-avail-extern");
        restore.ForEach(symbol => LLVM.SetLinkage(_values[symbol], LLVMLinkage.LLVMAvailableExternallyLinkage));
        MakeClones();
        FactsApplier.Apply(_module, _values, _plan, _partition);
        if (_debugInfo is not null)
        {
            SubprogramDeclarations.Add(_module, _values, _plan, _partition);
        }

        aliases.AddUniqueNames(_plan.Partitions.Partitions[_partition].Symbols);
        RebuildUsed("llvm.used", symbol => _symbols.Has(symbol, SymbolFlags.Used));
        RebuildUsed("llvm.compiler.used", symbol => _symbols.Has(symbol, SymbolFlags.CompilerUsed) || IsSpelledHereAlone(symbol) || KeepsName(symbol));
        if (_rules.HasFlag(Rules.CallGraphProfile))
        {
            ProfileFilter.Apply(_module, _values, symbol => _roles[symbol] == SymbolRole.Define);
        }

        if (_plan.Partitions.Partitions.Count > 1)
        {
            DeclarationOrder.Sort(_module, _plan);
        }

        CleanUp();
        if (_plan.Partitions.Partitions.Count > 1)
        {
            PrivateNames.Replace(_module, _plan, _partition);
            UseOrder.Renew(_module);
        }

        aliases.SpellOthers(symbol => _roles[symbol] == SymbolRole.Define);
        _debugInfo?.Apply();
        CheckDeclarations();
    }

    private SymbolRole[] Roles()
    {
        SymbolRole[] roles = new SymbolRole[_symbols.Count];
        foreach (int symbol in _plan.Partitions.Partitions[_partition].Symbols)
        {
            roles[symbol] = SymbolRole.Define;
        }

        foreach (SymbolUse use in _plan.UsesOf(_partition))
        {
            roles[use.Symbol] = use.Kind switch
            {
                UseKind.Declare => SymbolRole.Declare,
                UseKind.Clone => SymbolRole.Clone,
                UseKind.Copy => SymbolRole.Copy,
                UseKind.Import => SymbolRole.Import,
                _ => throw new InvalidOperationException($"unknown use {use.Kind}"),
            };
        }

        return roles;
    }

    private void ReadBodies()
    {
        foreach (int symbol in _plan.Partitions.Partitions[_partition].Symbols)
        {
            if (_symbols.IsFunction(symbol))
            {
                _module.Materialize(_values[symbol], _file);
            }
        }

        foreach (Import import in _plan.ImportsOf(_partition))
        {
            _module.Materialize(_values[import.Function], _file);
        }
    }

    private void DropModuleAsm()
    {
        if (_plan.Graph.Module.HasModuleAsm && _partition != _plan.Partitions.ModuleAsmPartition && _rules.HasFlag(Rules.ModuleAsmOnce))
        {
            byte nothing = 0;
            LLVM.SetModuleInlineAsm2(_module.Handle, (sbyte*)&nothing, 0);
        }
    }

    /// <summary>llvm.used is rebuilt below, annotations reach no object, constructor arrays live in one partition. All are unused by code.</summary>
    private void DropArrays()
    {
        for (int symbol = _symbols.FunctionCount; symbol < _symbols.FunctionCount + _symbols.VariableCount; symbol++)
        {
            bool array = (_symbols.Has(symbol, SymbolFlags.MetadataArray) && (_rules.HasFlag(Rules.MetadataArrays) || IsUsedList(symbol)))
                || (_symbols.Has(symbol, SymbolFlags.StructorArray) && _roles[symbol] == SymbolRole.Drop && _rules.HasFlag(Rules.StructorArrayOnce));
            if (array && _values[symbol] is not null && _symbols.Has(symbol, SymbolFlags.Definition))
            {
                LLVM.DeleteGlobal(_values[symbol]);
            }
        }
    }

    private bool IsUsedList(int symbol) => _symbols.Names[symbol] is "llvm.used" or "llvm.compiler.used";

    private bool IsHandled(int symbol) =>
        (_symbols.IsOneDefinition(symbol) || IsTouchedDeclaration(symbol))
            && !(_symbols.Has(symbol, SymbolFlags.StructorArray) && _roles[symbol] == SymbolRole.Drop);

    private bool IsTouchedDeclaration(int symbol) =>
        !_rules.HasFlag(Rules.DeclarationLinkage) && !_symbols.HasAny(symbol, SymbolFlags.Definition | SymbolFlags.Intrinsic);

    private void SetLinkage()
    {
        int functionsAndVariables = _symbols.FunctionCount + _symbols.VariableCount;
        for (int symbol = 0; symbol < _symbols.Count; symbol++)
        {
            LLVMOpaqueValue* value = _values[symbol];
            if (value is null || !IsHandled(symbol) || _roles[symbol] == SymbolRole.Copy)
            {
                continue;
            }

            if (_roles[symbol] == SymbolRole.Define)
            {
                SetDefinition(value, symbol);
            }
            else if (symbol < functionsAndVariables)
            {
                if (_roles[symbol] is SymbolRole.Clone or SymbolRole.Import)
                {
                    Undefine(_plan, value, symbol);
                }
                else
                {
                    MakeDeclaration(_plan, value, symbol, isUsed: _roles[symbol] == SymbolRole.Declare || IsTouchedDeclaration(symbol));
                }
            }
        }
    }

    /// <summary>
    /// Prepares a function or variable that another partition defines: elim-avail-extern will make it a declaration. If nothing uses it, it is deleted after
    /// that, so its attributes do not matter.
    /// </summary>
    internal static void MakeDeclaration(SymbolPlan plan, LLVMOpaqueValue* value, int symbol, bool isUsed)
    {
        if (isUsed)
        {
            Undefine(plan, value, symbol);
        }
        else
        {
            LLVM.SetComdat(value, null);
        }

        if (LLVM.IsDeclaration(value) == 0)
        {
            LLVM.SetLinkage(value, LLVMLinkage.LLVMAvailableExternallyLinkage);
        }
    }

    /// <summary>Gives another partition's symbol the linkage, visibility and name that it has as seen from here.</summary>
    private static void Undefine(SymbolPlan plan, LLVMOpaqueValue* value, int symbol)
    {
        LLVM.SetComdat(value, null);
        SetFinal(plan, value, symbol, LLVMLinkage.LLVMExternalLinkage);
        if (!plan.Graph.Symbols.IsFunction(symbol))
        {
            LLVM.GlobalClearMetadata(value);
        }
    }

    private void SetDefinition(LLVMOpaqueValue* value, int symbol)
    {
        if (_plan.Promotion[symbol] is Promotion.Renamed or Promotion.Kept)
        {
            SetFinal(_plan, value, symbol, LinkageMap.ToLlvm(_plan.Linkage[symbol]));
        }
        else if (_plan.Promotion[symbol] == Promotion.Aliased && _plan.Linkage[symbol] != _symbols.Linkage[symbol])
        {
            LLVM.SetLinkage(value, LinkageMap.ToLlvm(_plan.Linkage[symbol]));
        }
    }

    private static void SetFinal(SymbolPlan plan, LLVMOpaqueValue* value, int symbol, LLVMLinkage linkage)
    {
        // Local linkage forces default visibility, so linkage goes first.
        LLVM.SetLinkage(value, linkage);
        bool promoted = plan.IsPromoted(symbol);
        LLVM.SetVisibility(
            value,
            promoted && plan.Graph.Rules.HasFlag(Rules.PromoteHidden) ? LLVMVisibility.LLVMHiddenVisibility : LinkageMap.ToLlvm(plan.Visibility[symbol]));
        if (promoted)
        {
            // An exported symbol cannot be hidden; a name that no other object could spell was not exported.
            LLVM.SetDLLStorageClass(value, LLVMDLLStorageClass.LLVMDefaultStorageClass);
            LlvmText.SetName(value, plan.Names[symbol]);
        }
    }

    /// <summary>The partition's own available_externally definitions must survive the pass.</summary>
    private List<int> ProtectAvailableExternally()
    {
        List<int> own = [];
        foreach (int symbol in _plan.Partitions.Partitions[_partition].Symbols)
        {
            if (_symbols.Linkage[symbol] == SymbolLinkage.AvailableExternally)
            {
                LLVM.SetLinkage(_values[symbol], LLVMLinkage.LLVMExternalLinkage);
                own.Add(symbol);
            }
        }

        return own;
    }

    private void MakeClones()
    {
        foreach (SymbolUse use in _plan.UsesOf(_partition))
        {
            if (use.Kind is UseKind.Clone or UseKind.Import)
            {
                LLVM.SetLinkage(_values[use.Symbol], LLVMLinkage.LLVMAvailableExternallyLinkage);
            }
        }
    }

    /// <summary>Code generation's uses come when the passes are through; in several partitions a visible alias keeps the definition until then.</summary>
    private bool IsSpelledHereAlone(int symbol) => _symbols.Has(symbol, SymbolFlags.SpelledByCodegen) && _plan.Promotion[symbol] == Promotion.None;

    /// <summary>globalopt would give a static that only an alias refers to the alias's name, and take the name that assembly spells from it.</summary>
    private bool KeepsName(int symbol) =>
        _plan.BeforeInlining && _plan.Promotion[symbol] == Promotion.Aliased && _symbols.Linkage[symbol].IsLocal();

    private void RebuildUsed(string name, Func<int, bool> isMember)
    {
        List<nint> members = [];
        foreach (int symbol in _plan.Partitions.Partitions[_partition].Symbols)
        {
            if (isMember(symbol))
            {
                members.Add((nint)_values[symbol]);
            }
        }

        if (members.Count == 0 || !_rules.HasFlag(Rules.UsedRebuilt))
        {
            return;
        }

        LLVMOpaqueValue* array = PointerArray.Add(_module, name, members);
        LLVM.SetLinkage(array, LLVMLinkage.LLVMAppendingLinkage);
        fixed (byte* section = "llvm.metadata\0"u8)
        {
            LLVM.SetSection(array, (sbyte*)section);
        }
    }

    /// <summary>
    /// Deletes declarations that nothing uses, which would tie the bytes to the rest of the program. globaldce and not strip-dead-prototypes: it also sees
    /// through dead constant expressions that still refer to a symbol, and deletes aliases.
    /// </summary>
    private void CleanUp() => Passes.Run(_module.Handle, "globaldce");

    /// <summary>Checks that each remaining declaration was one before, or is a use that the plan knows: a reference that the reader missed ends here.</summary>
    private void CheckDeclarations()
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        for (int symbol = 0; symbol < _symbols.Count; symbol++)
        {
            bool isUsed = _roles[symbol] is SymbolRole.Declare or SymbolRole.Clone or SymbolRole.Import;
            if (_values[symbol] is not null && (isUsed || !_symbols.Has(symbol, SymbolFlags.Definition)))
            {
                known.Add(_plan.Names[symbol]);
            }
        }

        for (LLVMOpaqueValue* f = LLVM.GetFirstFunction(_module.Handle); f is not null; f = LLVM.GetNextFunction(f))
        {
            RequireKnown(f, known);
        }

        for (LLVMOpaqueValue* v = LLVM.GetFirstGlobal(_module.Handle); v is not null; v = LLVM.GetNextGlobal(v))
        {
            RequireKnown(v, known);
        }
    }

    private void RequireKnown(LLVMOpaqueValue* value, HashSet<string> known)
    {
        if (LLVM.IsDeclaration(value) == 0 || LlvmText.NameOf(value) is not { } name || known.Contains(name))
        {
            return;
        }

        // Reading a body from an older LLVM may declare newer intrinsics.
        if (!name.StartsWith("llvm.", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"partition {SymbolText.PartitionName(_partition)} refers to '{name}', which the plan does not know there");
        }
    }
}
