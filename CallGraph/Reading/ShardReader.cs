using LLVMSharp.Interop;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.CallGraph.Reading;

/// <summary>One worker's share of the reading. Owns its lazily opened module.</summary>
internal sealed unsafe class ShardReader : IDisposable
{
    private readonly InputModule _input;
    private readonly LazyModule _module;
    private readonly ModuleSymbols _symbols;
    private readonly Dictionary<nint, int> _ordinals;
    private readonly Attachments _associated;
    private readonly Rules _rules;
    private readonly bool[] _isRead;

    /// <param name="bytes">To read instead of the input's own; null: those.</param>
    public ShardReader(InputModule input, PrivateBytes? bytes, bool isFirst, Rules rules)
    {
        _input = input;
        _rules = rules;
        IsFirst = isFirst;
        _module = LazyModule.Open(input, bytes);
        _symbols = new ModuleSymbols(_module.Handle);
        _ordinals = _symbols.Ordinals();
        Instructions = new long[_symbols.FunctionCount];
        _isRead = new bool[_symbols.FunctionCount];
        _associated = new Attachments(_module.Context.Handle, "associated");
        if (DebugNodes.CompileUnits(_module.Handle) is { Length: > 0 } units)
        {
            DebugInfo = new DebugInfoReader(_module, units);
        }

        if (isFirst)
        {
            Table = SymbolTableReader.Read(_module.Handle, _symbols);
            Module = ModuleFactsReader.Read(_module.Handle);
            Profile = CallGraphProfile.Read(_module, _ordinals);
        }
    }

    public bool IsFirst { get; }

    public int FunctionCount => _symbols.FunctionCount;

    public SymbolTable? Table { get; }

    public ModuleFacts? Module { get; }

    /// <summary>Module-level asm as bytes; empty when there is none.</summary>
    public ReadOnlySpan<byte> ModuleAsm => ModuleFactsReader.ReadModuleAsm(_module.Handle);

    public IReadOnlyList<(int From, int To, ulong Weight)> Profile { get; } = [];

    /// <summary>Indexed by function ordinal; only this shard's functions are filled in.</summary>
    public long[] Instructions { get; }

    /// <summary>Null when the module has none.</summary>
    public DebugInfoReader? DebugInfo { get; }

    public List<InlineAsmUse> InlineAsm { get; } = [];

    public List<CallEdge> Edges { get; } = [];

    public List<Tie> Ties { get; } = [];

    /// <summary>Symbols whose initialiser holds a blockaddress or a symbol difference.</summary>
    public List<int> Pinned { get; } = [];

    /// <summary>Symbols that are an operand of a symbol difference.</summary>
    public List<int> DifferenceOperands { get; } = [];

    public void ReadBodies(int first, int end)
    {
        for (int function = first; function < end; function++)
        {
            LLVMOpaqueValue* value = _symbols[function];
            if (LLVM.IsDeclaration(value) == 0)
            {
                _module.Materialize(value, _input.Name);
                _isRead[function] = true;
                ReadBody(function, value);
            }
        }
    }

    /// <param name="walkDeclarations">Also find who uses what the module only declares (assembly may define it).</param>
    public void WalkUses(bool walkDeclarations)
    {
        UseWalker walker = new(_ordinals, IsFirst, Edges, _rules, _isRead);
        for (int symbol = 0; symbol < _symbols.Count; symbol++)
        {
            LLVMOpaqueValue* value = _symbols[symbol];
            bool isFunction = symbol < _symbols.FunctionCount;
            if (isFunction && LLVM.IsDeclaration(value) != 0 && (!walkDeclarations || LLVM.GetIntrinsicID(value) != 0))
            {
                continue;
            }

            walker.Walk(symbol, value);
        }

        walker.Finish(Ties, Pinned, DifferenceOperands);
        for (int function = 0; function < _symbols.FunctionCount; function++)
        {
            // Of any body: it may be read because one of ours forms the address of a block in it.
            FindBlockAddresses(function, walker);
            if (_isRead[function])
            {
                FindAssociated(function);
            }
        }

        FindBranchFunnels();
        if (IsFirst)
        {
            for (int symbol = _symbols.FunctionCount; symbol < _symbols.FunctionCount + _symbols.VariableCount; symbol++)
            {
                FindAssociated(symbol);
                DebugInfo?.ReadVariable(symbol, _symbols[symbol]);
            }

            Ties.AddRange(ModuleTies.Find(_module.Handle, _symbols, _ordinals));
        }
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
                if (LLVM.GetInstructionOpcode(instruction) is LLVMOpcode.LLVMCall or LLVMOpcode.LLVMInvoke or LLVMOpcode.LLVMCallBr
                    && LLVM.GetCalledValue(instruction) is var callee
                    && LLVM.GetValueKind(callee) == LLVMValueKind.LLVMInlineAsmValueKind)
                {
                    nuint length;
                    sbyte* text = LLVM.GetInlineAsmAsmString(callee, &length);
                    InlineAsm.Add(new InlineAsmUse(function, LlvmText.From(text, length)));
                }
            }
        }

        Instructions[function] = count;
        DebugInfo?.ReadFunction(function, value);
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
                    Pinned.Add(owner);
                    if (owner != function)
                    {
                        Ties.Add(Tie.Of(owner, function, TieReason.BlockAddress));
                    }
                }
            }
        }
    }

    private void FindAssociated(int symbol)
    {
        foreach (nint attached in _associated.Of(_symbols[symbol]))
        {
            LLVMOpaqueValue* node = LLVM.MetadataAsValue(_module.Context.Handle, (LLVMOpaqueMetadata*)attached);
            if (LLVM.GetMDNodeNumOperands(node) == 1)
            {
                LLVMOpaqueValue* target;
                LLVM.GetMDNodeOperands(node, &target);
                if (target is not null && _ordinals.TryGetValue((nint)target, out int other) && other != symbol)
                {
                    Ties.Add(Tie.Of(symbol, other, TieReason.Associated));
                }
            }
        }
    }

    private void FindBranchFunnels()
    {
        LLVMOpaqueValue* intrinsic;
        fixed (byte* name = "llvm.icall.branch.funnel\0"u8)
        {
            intrinsic = LLVM.GetNamedFunction(_module.Handle, (sbyte*)name);
        }

        if (intrinsic is null)
        {
            return;
        }

        UseWalker walker = new(_ordinals, moduleLevel: false, [], _rules, _isRead);
        HashSet<int> funnels = [.. walker.OwnersOf(intrinsic, moduleLevel: false)];
        Ties.AddRange(Edges
            .Where(e => funnels.Contains(e.Source) && e.Target >= _symbols.FunctionCount)
            .Select(e => Tie.Of(e.Source, e.Target, TieReason.BranchFunnel)));
    }
}
