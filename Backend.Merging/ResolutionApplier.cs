using LLVMSharp.Interop;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Bitcode.Symbols;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.LinkJobs;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend.Merging;

/// <summary>
/// Makes of one lazily opened file what LLVM's linker shall bring into the merged module: llvm::lto::LTO::addRegularLTO and linkRegularLTO,
/// said in linkages, since the C API has no linker that is told which definitions to take.
///
///   prevailing                             stays; linkonce becomes weak, or it would be dropped where it is unused; what the linker redefines
///                                          becomes weak too, which forbids looking into it
///   preempted, but the same by rule (ODR)  available_externally, out of its comdat: passes may still inline it, nothing is emitted
///   preempted, anything else               a declaration (<see cref="Declarations"/>): its body is not the one the program runs
///
/// A comdat of which a member is preempted is gone as a whole: its other members are available_externally too, locals under a name of their
/// own, or a local of that name in another file would be taken for it. The keys of constructors in such a group become declarations,
/// for LLVM's linker drops an entry of llvm.global_ctors whose key is not linked: the file that prevails brings its own.
///
/// Must be done before bodies are read, and nothing may be deleted: see <see cref="Declarations"/>.
/// </summary>
internal sealed unsafe class ResolutionApplier
{
    private static readonly string[] s_structors = ["llvm.global_ctors", "llvm.global_dtors"];

    private readonly SourceModule _source;
    private readonly LLVMOpaqueModule* _module;
    private readonly ModuleSymbols _values;
    private readonly LocalNames _names;
    private readonly ComdatOwners _comdats;
    private readonly GlobalResolutions? _program;
    private readonly Declarations _declarations;

    /// <summary>The symbol of the module that takes the place of a replaced definition.</summary>
    private readonly Dictionary<int, nint> _replaced = [];

    /// <param name="program">
    /// The file becomes part of a segment: what another file defines is declared, though it be the same, for there is no merge that drops one of the two.
    /// Null: it becomes part of the whole program.
    /// </param>
    /// <exception cref="LtoParException">The symbol table is not that of the module.</exception>
    public ResolutionApplier(SourceModule source, LLVMOpaqueModule* module, LocalNames names, ComdatOwners comdats, GlobalResolutions? program)
    {
        _program = program;
        _source = source;
        _module = module;
        _values = new ModuleSymbols(module);
        _names = names;
        _comdats = comdats;
        _declarations = new Declarations(module, source.Name);
        if (_values.Count > source.Table.Symbols.Count)
        {
            throw Mismatch("it lists fewer symbols");
        }

        for (int i = 0; i < _values.Count; i++)
        {
            if (LlvmText.NameOf(_values[i]) is var name && name != source.Table.Symbols[i].IrName)
            {
                throw Mismatch($"it has '{source.Table.Symbols[i].IrName}' in the place of '{name}'");
            }
        }
    }

    /// <exception cref="LtoParException">An alias cannot be kept.</exception>
    public void Apply()
    {
        HashSet<nint> aliased = AliasedObjects();
        HashSet<nint> keys = StructorKeys();
        HashSet<nint> goneComdats = [];
        List<int> dropped = [];
        for (int i = 0; i < _values.Count; i++)
        {
            IrSymbol symbol = _source.Table.Symbols[i];
            if (!symbol.IsForLinker)
            {
                continue;
            }

            if (_source.Prevails(i))
            {
                Keep(i);
            }
            else if (IsObject(i) && IsReplaceable(LLVM.GetLinkage(_values[i])) && !aliased.Contains((nint)_values[i]))
            {
                LLVMComdat* comdat = LLVM.GetComdat(_values[i]);
                if (comdat is not null)
                {
                    goneComdats.Add((nint)comdat);
                }

                if (keys.Contains((nint)_values[i]) || IsElsewhere(symbol))
                {
                    dropped.Add(i);
                }
                else
                {
                    MakeAvailable(_values[i]);
                }
            }
            else if (symbol.IsDefined)
            {
                dropped.Add(i);
            }
        }

        if (goneComdats.Count > 0)
        {
            EmptyComdats(goneComdats);
        }

        RenameLocals();
        Drop(dropped);
        SetFinalDefinitions();
        AsmDiscard.Apply(_source, _module);
    }

    private static bool IsReplaceable(LLVMLinkage linkage) =>
        linkage is LLVMLinkage.LLVMLinkOnceODRLinkage or LLVMLinkage.LLVMWeakODRLinkage or LLVMLinkage.LLVMAvailableExternallyLinkage;

    private bool IsElsewhere(in IrSymbol symbol) => _program?.Find(symbol.Name) is { Prevailing: not null, IrName.Length: > 0 };

    private static void MakeAvailable(LLVMOpaqueValue* value)
    {
        LLVM.SetLinkage(value, LLVMLinkage.LLVMAvailableExternallyLinkage);
        LLVM.SetComdat(value, null);
    }

    private bool IsObject(int symbol) => symbol < _values.FunctionCount + _values.VariableCount;

    private void Keep(int symbol)
    {
        LLVMOpaqueValue* value = _values[symbol];
        if ((_source.Resolutions[symbol] & (SymbolResolution.LinkerRedefined | SymbolResolution.NoInterprocedural)) != 0)
        {
            LLVM.SetLinkage(value, LLVMLinkage.LLVMWeakAnyLinkage);
        }
        else if (LLVM.GetLinkage(value) is var linkage && linkage is LLVMLinkage.LLVMLinkOnceAnyLinkage or LLVMLinkage.LLVMLinkOnceODRLinkage)
        {
            LLVM.SetLinkage(value, linkage == LLVMLinkage.LLVMLinkOnceODRLinkage ? LLVMLinkage.LLVMWeakODRLinkage : LLVMLinkage.LLVMWeakAnyLinkage);
        }

        if (IsObject(symbol) && _source.Table.Symbols[symbol].Comdat >= 0 && !_comdats.Keeps(_source, symbol))
        {
            LLVM.SetComdat(value, null);
        }
    }

    /// <summary>Functions and variables that an alias stands for.</summary>
    private HashSet<nint> AliasedObjects()
    {
        HashSet<nint> aliased = [];
        for (int i = _values.FunctionCount + _values.VariableCount; i < _values.Count - _values.IFuncCount; i++)
        {
            LLVMOpaqueValue* value = _values[i];
            while (value is not null && LLVM.GetValueKind(value) == LLVMValueKind.LLVMGlobalAliasValueKind)
            {
                value = Constants.BaseSymbol(LLVM.AliasGetAliasee(value));
            }

            aliased.Add((nint)value);
        }

        return aliased;
    }

    /// <summary>The keys that entries of llvm.global_ctors and llvm.global_dtors depend on.</summary>
    private HashSet<nint> StructorKeys()
    {
        HashSet<nint> keys = [];
        foreach (string name in s_structors)
        {
            keys.UnionWith(StructorList.EntriesOf(NamedSymbols.Variable(_module, name)).Select(entry => entry.Key));
        }

        return keys;
    }

    private void EmptyComdats(HashSet<nint> gone)
    {
        List<int> members = [];
        for (int i = 0; IsObject(i); i++)
        {
            LLVMComdat* comdat = LLVM.GetComdat(_values[i]);
            if (comdat is not null && gone.Contains((nint)comdat))
            {
                members.Add(i);
            }
        }

        foreach (int i in members)
        {
            LLVMOpaqueValue* value = _values[i];
            if (_source.Prevails(i))
            {
                LLVM.SetComdat(value, null);
                continue;
            }

            if (!_source.Table.Symbols[i].IsGlobal)
            {
                LlvmText.SetName(value, _names.Unique(_source, _source.Table.Symbols[i].IrName));
            }

            MakeAvailable(value);
        }
    }

    private void RenameLocals()
    {
        for (int i = 0; i < _values.Count; i++)
        {
            IrSymbol symbol = _source.Table.Symbols[i];
            if (!symbol.IsGlobal && symbol.IrName.Length > 0 && _names.NewName(_source, symbol) is { } name
                && LLVM.GetLinkage(_values[i]) is LLVMLinkage.LLVMInternalLinkage or LLVMLinkage.LLVMPrivateLinkage)
            {
                LlvmText.SetName(_values[i], name);
            }
        }
    }

    private void Drop(List<int> dropped)
    {
        if (dropped.Count == 0)
        {
            return;
        }

        HashSet<int> all = [.. dropped];
        ILookup<nint, int> users = Enumerable.Range(_values.FunctionCount + _values.VariableCount, _values.AliasCount + _values.IFuncCount)
            .Where(i => !all.Contains(i))
            .ToLookup(BaseOf);
        foreach (int i in dropped)
        {
            LLVMOpaqueValue* value = _values[i];
            List<int> kept = [.. users[(nint)value]];
            LLVMOpaqueValue* declaration = _declarations.Replace(value, _names.Unique(_source, _source.Table.Symbols[i].IrName));
            _replaced[i] = (nint)declaration;
            kept.ForEach(user => _declarations.KeepAliasee(_values[user], declaration, value));
        }
    }

    private nint BaseOf(int indirect)
    {
        LLVMOpaqueValue* value = _values[indirect];
        return (nint)Constants.BaseSymbol(
            LLVM.GetValueKind(value) == LLVMValueKind.LLVMGlobalIFuncValueKind ? LLVM.GetGlobalIFuncResolver(value) : LLVM.AliasGetAliasee(value));
    }

    private void SetFinalDefinitions()
    {
        for (int i = 0; i < _values.Count; i++)
        {
            if ((_source.Resolutions[i] & SymbolResolution.FinalDefinition) != 0)
            {
                FinalDefinition.Set(_replaced.TryGetValue(i, out nint declaration) ? (LLVMOpaqueValue*)declaration : _values[i]);
            }
        }
    }

    private LtoParException Mismatch(string how) => new(_source.Name, $"its symbol table is not that of its module: {how}; compile it again");
}
