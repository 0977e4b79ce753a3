using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader.Segments;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Crashes;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Makes chunks of a program in segments: of each segment what its partitions need, linked in one context. That is where symbols that segments share become
/// what they are in the program, internal for the most part.
/// </summary>
internal sealed unsafe class SegmentChunks
{
    private readonly InputProgram _input;
    private readonly SegmentedGraph _read;
    private readonly SymbolPlan _plan;
    private readonly SymbolTable _symbols;
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _resolvers;

    public SegmentChunks(InputProgram input, SegmentedGraph read, SymbolPlan plan)
    {
        _input = input;
        _read = read;
        _plan = plan;
        _symbols = plan.Graph.Symbols;
        for (int symbol = 0; symbol < _symbols.Count; symbol++)
        {
            _ordinals.Add(_symbols.Names[symbol], symbol);
        }

        // A resolver is a function, and functions come before ifuncs.
        _resolvers = plan.Graph.Ties.Where(t => t.Reason == TieReason.IFunc).DistinctBy(t => t.Second).ToDictionary(t => t.Second, t => t.First);
    }

    public Chunk Make(IEnumerable<int> partitions)
    {
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(_input.Name));
        ChunkRoles roles = new(_plan, partitions);
        DefineWhatAliasesStandFor(roles);
        InputModule flags = _input.Linkage!.Flags;
        using LazyModule program = LazyModule.Open(flags);
        LLVM.ContextSetDiscardValueNames(program.Context.Handle, 1);
        for (int segment = 0; segment < _input.Segments.Count; segment++)
        {
            if (HasPartIn(segment, roles))
            {
                Link(program, segment, roles);
            }
        }

        List<int> symbols = Settle(program, roles);
        return new Chunk(InputModule.TakeBuffer(LLVM.WriteBitcodeToMemoryBuffer(program.Handle), _input.Name), symbols);
    }

    /// <summary>A declaration of an alias is a declaration of what it is in another segment, so the alias has to be there.</summary>
    private void DefineWhatAliasesStandFor(ChunkRoles roles)
    {
        for (int alias = _symbols.FunctionCount + _symbols.VariableCount; alias < _symbols.Count; alias++)
        {
            if (roles[alias] != SymbolRole.Drop)
            {
                roles[alias] = SymbolRole.Define;
            }
        }
    }

    private bool HasPartIn(int segment, ChunkRoles roles)
    {
        SegmentSymbols symbols = _read.Segments[segment];
        for (int i = 0; i < symbols.Ordinals.Count; i++)
        {
            if (symbols.IsDefiner[i] && roles[symbols.Ordinals[i]] == SymbolRole.Define)
            {
                return true;
            }
        }

        return false;
    }

    private void Link(LazyModule program, int number, ChunkRoles roles)
    {
        InputModule input = _input.Segments[number];
        SegmentSymbols symbols = _read.Segments[number];
        using LazyModule segment = LazyModule.OpenIn(program.Context, input, input.WithoutTypeNames);
        int[] here = [.. symbols.Ordinals.Select((ordinal, i) => symbols.IsDefiner[i] ? ordinal : -1)];
        ModuleSymbols values = new(segment.Handle, _symbols, here);
        SeeThroughAliases(segment, symbols, values);
        KeepResolvers(values, roles);
        AssociatedDeclarations.Keep(segment, values, number);
        new ChunkApplier(segment, values, _input.Name, _plan, roles, isWhole: false).ApplyToSegment();
        if (LLVM.LinkModules2(program.Handle, segment.Release()) != 0 || program.Context.ErrorText is not null)
        {
            throw new LtoParException(_input.Name, program.Context.ErrorText ?? "LLVM's linker refuses a segment and says nothing");
        }
    }

    /// <summary>A declaration here of an alias there, that is seen through, is one of what it stands for.</summary>
    private void SeeThroughAliases(LazyModule segment, SegmentSymbols symbols, ModuleSymbols values)
    {
        if (_read.SeenThrough.Count == 0)
        {
            return;
        }

        ModuleSymbols all = new(segment.Handle);
        for (int i = 0; i < symbols.Ordinals.Count; i++)
        {
            if (!symbols.IsDefiner[i] && _read.SeenThrough.TryGetValue(symbols.Ordinals[i], out int target))
            {
                LLVMOpaqueValue* known = values[target];
                known = known is not null ? known : NamedSymbols.FunctionOrVariable(segment.Handle, _symbols.Names[target]);
                if (known is null)
                {
                    LlvmText.SetName(all[i], _symbols.Names[target]);
                }
                else
                {
                    LLVM.ReplaceAllUsesWith(all[i], known);
                }
            }
        }
    }

    /// <summary>An ifunc cannot point nowhere: wherever its segment is opened it stays, with its resolver.</summary>
    private void KeepResolvers(ModuleSymbols values, ChunkRoles roles)
    {
        for (int ifunc = _symbols.Count - _symbols.IFuncCount; ifunc < _symbols.Count; ifunc++)
        {
            if (values[ifunc] is not null)
            {
                roles[ifunc] = SymbolRole.Define;
                roles[_resolvers[ifunc]] = SymbolRole.Define;
            }
        }
    }

    /// <summary>Gives the definitions the linkage that they have in the program.</summary>
    /// <returns>The ordinals of the module's symbols, in its order.</returns>
    private List<int> Settle(LazyModule program, ChunkRoles roles)
    {
        AssociatedDeclarations.Release(program);
        List<int> ordinals = [];
        ModuleSymbols values = new(program.Handle);
        for (int i = 0; i < values.Count; i++)
        {
            string name = LlvmText.NameOf(values[i]);
            if (!_ordinals.TryGetValue(name, out int symbol))
            {
                throw new InvalidOperationException($"a chunk has the symbol '{name}', which the program does not have");
            }

            ordinals.Add(symbol);
            if (_symbols.IsOneDefinition(symbol) && roles[symbol] == SymbolRole.Define && LLVM.IsDeclaration(values[i]) == 0)
            {
                LLVM.SetLinkage(values[i], LinkageMap.ToLlvm(_symbols.Linkage[symbol]));
                if (!_symbols.Linkage[symbol].IsLocal())
                {
                    LLVM.SetVisibility(values[i], LinkageMap.ToLlvm(_symbols.Visibility[symbol]));
                }
            }
        }

        return ordinals;
    }
}
