using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using LtoPar.Bitcode;
using LtoPar.CallGraph.Facts;
using LtoPar.CallGraph.Reader.Assembly;
using LtoPar.CallGraph.Reader.DebugInfo;
using LtoPar.CallGraph.Reader.Facts;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.CallGraph.Reader.Ties;
using LtoPar.Llvm;
using LtoPar.Llvm.DebugInfo;
using LtoPar.Llvm.Symbols;
using LtoPar.Platform.Files;

namespace LtoPar.CallGraph.Reader;

/// <summary>
/// Reads one share of the functions: bodies first, then who uses what. Owns a lazily opened module; what it found (<see cref="Facts"/>) outlives it.
/// </summary>
internal sealed unsafe class ShareReader : IDisposable
{
    private readonly InputModule _input;
    private readonly LazyModule _module;
    private readonly ModuleSymbols _symbols;
    private readonly Dictionary<nint, int> _ordinals;
    private readonly Attachments _associated;
    private readonly Rules _rules;
    private readonly bool _isFirst;
    private readonly bool[] _isRead;
    private readonly List<int> _defined = [];
    private readonly List<int> _declared = [];
    private readonly List<(string Name, nint Value)> _intrinsics = [];
    private readonly FaultMaps _faultMaps;
    private readonly DebugInfoReader? _debugInfo;
    private readonly BodyFactsReader? _bodyFacts;

    /// <param name="bytes">To read instead of the input's own; null: those.</param>
    /// <param name="readsFacts">Bodies are looked at for what they do.</param>
    /// <param name="program">The program that the input is a segment of; null: it is the program.</param>
    public ShareReader(InputModule input, PrivateBytes? bytes, bool isFirst, Rules rules, bool readsFacts, SegmentContext? program = null)
    {
        _input = input;
        _rules = rules;
        _isFirst = isFirst;
        _module = LazyModule.Open(input, bytes);
        _symbols = new ModuleSymbols(_module.Handle);
        _ordinals = _symbols.Ordinals();
        _isRead = new bool[_symbols.FunctionCount];
        for (int function = 0; function < _symbols.FunctionCount; function++)
        {
            if (LLVM.IsDeclaration(_symbols[function]) == 0)
            {
                _defined.Add(function);
            }
            else if (LLVM.GetIntrinsicID(_symbols[function]) == 0)
            {
                _declared.Add(function);
            }
            else
            {
                _intrinsics.Add((LlvmText.NameOf(_symbols[function]), (nint)_symbols[function]));
            }
        }

        _bodyFacts = readsFacts ? new BodyFactsReader(_ordinals, isSegment: program is not null) : null;
        _associated = new Attachments(_module.Context.Handle, "associated");
        _faultMaps = new FaultMaps(_module);
        if (DebugNodes.CompileUnits(_module.Handle) is { Length: > 0 } units)
        {
            _debugInfo = new DebugInfoReader(_module, units);
            Facts.DebugInfo = _debugInfo.Share;
        }

        if (isFirst)
        {
            ModuleFacts facts = program?.Facts ?? ModuleFactsReader.Read(_module.Handle);
            Facts.Module = new ModuleRecords(
                ReadTable(facts, readsFacts ? new InliningAttributes() : null, program),
                facts,
                ModuleFactsReader.ReadModuleAsm(_module.Handle).ToArray(),
                CallGraphProfile.Read(_module, _ordinals))
            {
                Stated = readsFacts ? ReadStated() : null,
            };
        }
    }

    public ShareFacts Facts { get; } = new();

    /// <summary>Functions that are not just declared.</summary>
    public int BodyCount => _defined.Count;

    /// <param name="bodies">Numbered in the order of the module.</param>
    public void ReadBodies(Range bodies)
    {
        foreach (int function in CollectionsMarshal.AsSpan(_defined)[bodies])
        {
            LLVMOpaqueValue* value = _symbols[function];
            _module.Materialize(value, _input.Name);
            _isRead[function] = true;
            ReadBody(function, value);
        }
    }

    /// <summary>
    /// Also finds who uses declared functions, which matters if assembly may define them: that is known only when all shares have been read.
    /// </summary>
    public void WalkUses()
    {
        UseWalker walker = new(_ordinals, _isFirst, Facts.Edges, _rules, _isRead);
        _defined.ForEach(Walk);
        for (int symbol = _symbols.FunctionCount; symbol < _symbols.Count; symbol++)
        {
            Walk(symbol);
        }

        int differences = walker.DifferenceCount;
        Facts.Differences = Facts.DifferencesOfAll = walker.Differences();
        _declared.ForEach(Walk);
        Facts.BodyFacts = _bodyFacts?.Bodies ?? [];
        Facts.CallFacts = _bodyFacts?.Calls ?? [];

        if (walker.DifferenceCount > differences)
        {
            Facts.DifferencesOfAll = walker.Differences();
        }

        for (int function = 0; function < _symbols.FunctionCount; function++)
        {
            // Any body counts: it may be read because one of ours forms the address of a block in it.
            FindBlockAddresses(function, walker);
            if (_isRead[function])
            {
                FindAssociated(function);
            }
        }

        FindBranchFunnels();
        FindFrameEscapes();
        FindStackMaps();
        FindObserved();
        if (_isFirst)
        {
            ObjectTables.AddCollected(_symbols, _defined, Facts.Fillers);
            for (int symbol = _symbols.FunctionCount; symbol < _symbols.FunctionCount + _symbols.VariableCount; symbol++)
            {
                FindAssociated(symbol);
                _debugInfo?.ReadVariable(symbol, _symbols[symbol]);
            }

            _debugInfo?.ReadUnits();
            Facts.Tables = ModuleTies.Find(_module.Handle, _symbols, _ordinals, Facts.Ties);
        }

        void Walk(int symbol) => walker.Walk(symbol, _symbols[symbol]);
    }

    public void Dispose() => _module.Dispose();

    private void ReadBody(int function, LLVMOpaqueValue* value)
    {
        long count = 0;
        for (LLVMOpaqueBasicBlock* block = LLVM.GetFirstBasicBlock(value); block is not null; block = LLVM.GetNextBasicBlock(block))
        {
            for (LLVMOpaqueValue* instruction = LLVM.GetFirstInstruction(block); instruction is not null; instruction = LLVM.GetNextInstruction(instruction))
            {
                count++;
                if (InlineAsm.TextOf(instruction) is { } text)
                {
                    Facts.InlineAsm.Add(new InlineAsmUse(function, text));
                }
            }
        }

        if (_faultMaps.HasEntryFor(value))
        {
            Facts.Fillers.Add((ObjectTables.FaultMaps, function));
        }

        Facts.Bodies.Add((function, count));
        _bodyFacts?.Read(function, value);
        _debugInfo?.ReadFunction(function, value);
    }

    /// <summary>A blockaddress is a use of the block, not of the function; one in another function or in a variable ties that to this one.</summary>
    private void FindBlockAddresses(int function, UseWalker walker)
    {
        for (LLVMOpaqueBasicBlock* block = LLVM.GetFirstBasicBlock(_symbols[function]); block is not null; block = LLVM.GetNextBasicBlock(block))
        {
            for (LLVMOpaqueUse* use = LLVM.GetFirstUse(LLVM.BasicBlockAsValue(block)); use is not null; use = LLVM.GetNextUse(use))
            {
                LLVMOpaqueValue* user = LLVM.GetUser(use);
                if (LLVM.GetValueKind(user) != LLVMValueKind.LLVMBlockAddressValueKind)
                {
                    continue;
                }

                foreach (int owner in walker.OwnersOf(user, moduleLevel: true))
                {
                    Facts.Pinned.Add(owner);
                    if (owner != function)
                    {
                        Facts.Ties.Add(Tie.Of(owner, function, TieReason.BlockAddress));
                    }
                }
            }
        }
    }

    private void FindAssociated(int symbol)
    {
        foreach (nint target in _associated.TargetsOf(_symbols[symbol]))
        {
            if (_ordinals.TryGetValue(target, out int other) && other != symbol)
            {
                Facts.Ties.Add(Tie.Of(symbol, other, TieReason.Associated));
            }
        }
    }

    private (FunctionFacts, MemoryAccess)[] ReadStated()
    {
        (FunctionFacts, MemoryAccess)[] stated = new (FunctionFacts, MemoryAccess)[_symbols.FunctionCount];
        for (int function = 0; function < stated.Length; function++)
        {
            stated[function] = FunctionAttributes.Of(_symbols[function]);
        }

        return stated;
    }

    private SymbolTable ReadTable(ModuleFacts facts, InliningAttributes? inlining, SegmentContext? program)
    {
        FinalLinkage final = new(program?.Linkage, program?.SemanticInterposition ?? ModuleFlags.Integer(_module.Handle, "SemanticInterposition") is > 0);
        SymbolTable table = SymbolTableReader.Read(
            _module.Handle, _symbols, DsoLocalNames.Read(_input.Bytes), isForPrograms: facts.PieLevel > 0, inlining, final);
        if (program is null)
        {
            CodegenSpelling.Mark(table, facts, _module.Handle, [_input]);
        }

        return table;
    }

    /// <summary>Every share sees all constants, and the bodies that are its own.</summary>
    private void FindObserved()
    {
        AddressObserver observer = new();
        for (int symbol = _symbols.FunctionCount; symbol < _symbols.FunctionCount + _symbols.VariableCount; symbol++)
        {
            if (AddressObserver.IsCandidate(_symbols[symbol]) && observer.IsObserved(_symbols[symbol]))
            {
                Facts.Observed.Add(symbol);
            }
        }
    }

    private void FindStackMaps()
    {
        UseWalker walker = new(_ordinals, moduleLevel: false, [], _rules, _isRead);
        foreach ((string _, nint intrinsic) in _intrinsics.Where(i => ObjectTables.MakesStackMaps(i.Name)))
        {
            Facts.Fillers.AddRange(walker.OwnersOf((LLVMOpaqueValue*)intrinsic, moduleLevel: false).Select(function => (ObjectTables.StackMaps, function)));
        }
    }

    /// <summary>The first operand is the function whose frame is looked into; the label that says where is local to its object.</summary>
    private void FindFrameEscapes()
    {
        foreach ((string _, nint intrinsic) in _intrinsics.Where(i => i.Name is "llvm.localrecover" or "llvm.eh.recoverfp"))
        {
            for (LLVMOpaqueUse* use = LLVM.GetFirstUse((LLVMOpaqueValue*)intrinsic); use is not null; use = LLVM.GetNextUse(use))
            {
                LLVMOpaqueValue* call = LLVM.GetUser(use);
                if (_ordinals.TryGetValue((nint)Constants.BaseSymbol(LLVM.GetOperand(call, 0)), out int framed)
                    && _ordinals[(nint)LLVM.GetBasicBlockParent(LLVM.GetInstructionParent(call))] is var owner
                    && owner != framed)
                {
                    Facts.Ties.Add(Tie.Of(owner, framed, TieReason.FrameEscape));
                }
            }
        }
    }

    private void FindBranchFunnels()
    {
        LLVMOpaqueValue* intrinsic = NamedSymbols.Function(_module.Handle, "llvm.icall.branch.funnel");
        if (intrinsic is null)
        {
            return;
        }

        UseWalker walker = new(_ordinals, moduleLevel: false, [], _rules, _isRead);
        HashSet<int> funnels = [.. walker.OwnersOf(intrinsic, moduleLevel: false)];
        Facts.Ties.AddRange(Facts.Edges
            .Where(e => funnels.Contains(e.Source) && e.Target >= _symbols.FunctionCount)
            .Select(e => Tie.Of(e.Source, e.Target, TieReason.BranchFunnel)));
    }
}
