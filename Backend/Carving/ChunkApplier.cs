using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Linkage;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Turns a lazily opened module into one chunk of it (<see cref="ChunkPlan"/>): the symbols that some of its partitions define, clone or copy stay as they are;
/// those that they only declare become that declaration, under its final name; the rest is deleted. <see cref="SymbolPlanApplier"/> then finds in the chunk
/// what it would find in the module, in the same order, and makes the same partition of it.
///
/// No symbol that stays may be judged by its uses here, as other chunks use it too: for the length of globaldce it is external.
/// </summary>
internal sealed unsafe class ChunkApplier
{
    private readonly LazyModule _module;
    private readonly ModuleSymbols _values;
    private readonly SymbolPlan _plan;
    private readonly SymbolTable _symbols;
    private readonly ChunkRoles _roles;
    private readonly HashSet<int> _deleted = [];
    private readonly string _file;
    private readonly bool _isWhole;

    public ChunkApplier(LazyModule module, string file, SymbolPlan plan, ChunkRoles roles)
        : this(module, new ModuleSymbols(module.Handle), file, plan, roles, isWhole: true)
    {
    }

    /// <param name="values">What the module defines of the program, under the program's ordinals.</param>
    /// <param name="isWhole">
    /// The module is the program; false: it is a segment, and what is made of it will be linked by the names that the segments have.
    /// </param>
    public ChunkApplier(LazyModule module, ModuleSymbols values, string file, SymbolPlan plan, ChunkRoles roles, bool isWhole)
    {
        _module = module;
        _values = values;
        _file = file;
        _plan = plan;
        _symbols = plan.Graph.Symbols;
        _roles = roles;
        _isWhole = isWhole;
    }

    /// <returns>
    /// The ordinals that the chunk's symbols have in the module, in its order. Null when reading the bodies declared something new (bitcode of
    /// an older LLVM): where that goes depends on what was read before, so there can be no chunk.
    /// </returns>
    /// <exception cref="LtoParException">A body is malformed.</exception>
    public IReadOnlyList<int>? Apply()
    {
        if (_plan.Graph.Module.HasModuleAsm && !_roles.HasModuleAsm)
        {
            byte nothing = 0;
            LLVM.SetModuleInlineAsm2(_module.Handle, (sbyte*)&nothing, 0);
        }

        Dictionary<nint, int> ordinals = _values.Ordinals();
        int count = new ModuleSymbols(_module.Handle).Count;
        ReadBodies(ordinals);
        if (new ModuleSymbols(_module.Handle).Count != count)
        {
            return null;
        }

        List<(int Symbol, LLVMLinkage Linkage)> restore = Trim();
        restore.ForEach(kept => LLVM.SetLinkage(_values[kept.Symbol], kept.Linkage));
        return Kept(ordinals);
    }

    /// <summary>Leaves of a segment what the chunk has of it: definitions, external for the link, and declarations.</summary>
    /// <exception cref="LtoParException">A body is malformed.</exception>
    public void ApplyToSegment()
    {
        ReadBodies(_values.Ordinals());
        Trim();
    }

    /// <returns>The symbols that are external now, and the linkage that they had.</returns>
    private List<(int Symbol, LLVMLinkage Linkage)> Trim()
    {
        DetachAliases();
        DropArrays();
        List<(int Symbol, LLVMLinkage Linkage)> external = SetLinkage();
        ConstructorList.Hide(_module.Handle);
        Passes.Run(_module.Handle, "elim-avail-extern,globaldce");
        ConstructorList.Show(_module.Handle);
        return external;
    }

    /// <summary>
    /// Reads the bodies of the functions that stay. An alias that is used stays with the definition that it points at, which may use aliases too.
    /// </summary>
    private void ReadBodies(Dictionary<nint, int> ordinals)
    {
        Queue<int> unread = new(Enumerable.Range(0, _symbols.FunctionCount).Where(f => _roles[f] == SymbolRole.Define && _values[f] is not null));
        HashSet<int> settled = [];
        bool isSettled;
        do
        {
            while (unread.TryDequeue(out int function))
            {
                _module.Materialize(_values[function], _file);
            }

            isSettled = true;
            for (int alias = _symbols.FunctionCount + _symbols.VariableCount; alias < _symbols.Count; alias++)
            {
                bool isUsed = _values[alias] is not null && (_roles[alias] != SymbolRole.Drop || LLVM.GetFirstUse(_values[alias]) is not null);
                if (!isUsed || !settled.Add(alias))
                {
                    continue;
                }

                _roles[alias] = SymbolRole.Define;
                if (Constants.BaseSymbol(TargetOf(alias)) is var target and not null
                    && ordinals.TryGetValue((nint)target, out int symbol) && _roles[symbol] != SymbolRole.Define)
                {
                    _roles[symbol] = SymbolRole.Define;
                    isSettled = false;
                    if (_symbols.IsFunction(symbol))
                    {
                        unread.Enqueue(symbol);
                    }
                }
            }
        }
        while (!isSettled);
    }

    private LLVMOpaqueValue* TargetOf(int alias) =>
        _symbols.KindOf(alias) == SymbolKind.IFunc ? LLVM.GetGlobalIFuncResolver(_values[alias]) : LLVM.AliasGetAliasee(_values[alias]);

    private void DetachAliases()
    {
        LLVMOpaqueValue* placeholder = null;
        for (int alias = _symbols.FunctionCount + _symbols.VariableCount; alias < _symbols.Count; alias++)
        {
            if (_roles[alias] == SymbolRole.Drop && _values[alias] is not null)
            {
                if (placeholder is null)
                {
                    placeholder = AliasSurgery.MakePlaceholder(_module);
                }

                AliasSurgery.Detach(_values[alias], placeholder);
            }
        }
    }

    /// <summary>Deletes the lists that each partition rebuilds, and constructor arrays of other chunks.</summary>
    private void DropArrays()
    {
        for (int symbol = _symbols.FunctionCount; symbol < _symbols.FunctionCount + _symbols.VariableCount; symbol++)
        {
            bool array = _symbols.Has(symbol, SymbolFlags.MetadataArray)
                || (_symbols.Has(symbol, SymbolFlags.StructorArray) && _roles[symbol] == SymbolRole.Drop);
            if (array && _values[symbol] is not null && _symbols.Has(symbol, SymbolFlags.Definition))
            {
                LLVM.DeleteGlobal(_values[symbol]);
                _deleted.Add(symbol);
            }
        }
    }

    /// <returns>The symbols that were made external for a while.</returns>
    private List<(int Symbol, LLVMLinkage Linkage)> SetLinkage()
    {
        List<(int, LLVMLinkage)> restore = [];
        for (int symbol = 0; symbol < _symbols.Count; symbol++)
        {
            LLVMOpaqueValue* value = _values[symbol];
            if (value is null || !_symbols.IsOneDefinition(symbol) || _deleted.Contains(symbol))
            {
                continue;
            }

            if (_roles[symbol] == SymbolRole.Define)
            {
                LLVMLinkage linkage = LLVM.GetLinkage(value);
                if (linkage is not (LLVMLinkage.LLVMExternalLinkage or LLVMLinkage.LLVMAppendingLinkage))
                {
                    restore.Add((symbol, linkage));
                    LLVM.SetLinkage(value, LLVMLinkage.LLVMExternalLinkage);
                }
            }
            else if (symbol < _symbols.FunctionCount + _symbols.VariableCount)
            {
                // A segment's declarations keep the name by which the segments know each other.
                SymbolPlanApplier.MakeDeclaration(_plan, value, symbol, isUsed: _isWhole && _roles[symbol] == SymbolRole.Declare);
            }
        }

        return restore;
    }

    private List<int> Kept(Dictionary<nint, int> ordinals)
    {
        List<int> kept = [];
        ModuleSymbols left = new(_module.Handle);
        for (int i = 0; i < left.Count; i++)
        {
            kept.Add(ordinals.TryGetValue((nint)left[i], out int symbol)
                ? symbol
                : throw new InvalidOperationException("a chunk has a symbol that the module does not have"));
        }

        return kept;
    }
}
