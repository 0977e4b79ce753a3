using LLVMSharp.Interop;

namespace LtoPar.CallGraph.Reader.Symbols;

/// <summary>
/// Follows a symbol's uses up through constants to their owners: an instruction's function, a variable's initialiser, a function's
/// personality, prefix or prologue, an alias or ifunc. Constants are unique in a context, so a walk keeps a set of those it has been through.
/// Only what instructions of <paramref name="ownBodies"/> do counts (null: of all): LLVM also reads a body when another forms the address of
/// one of its blocks, and another reader reports that one.
/// On the way it notes every subtraction of addresses it passes: the assembler can only subtract what it defines.
/// </summary>
internal sealed unsafe class UseWalker(Dictionary<nint, int> ordinals, bool moduleLevel, List<CallEdge> edges, Rules rules, bool[]? ownBodies = null)
{
    private readonly HashSet<nint> _visited = [];
    private readonly Stack<nint> _open = new();
    private readonly Dictionary<(int Owner, EdgeKind Kind), int> _found = [];

    // One entry for each subtraction of addresses: the symbols below it, and whether as subtrahend.
    private readonly Dictionary<nint, List<(int Symbol, bool IsSubtrahend)>> _differences = [];
    private nint _lastBlock;
    private int _lastBlockOwner;

    public void Walk(int symbol, LLVMOpaqueValue* value)
    {
        _found.Clear();
        _visited.Clear();
        Visit(value, symbol, moduleLevel, (owner, kind) =>
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_found, (owner, kind), out _)++;
        });
        foreach (((int owner, EdgeKind kind), int count) in _found)
        {
            edges.Add(new CallEdge(owner, symbol, kind, count, (ulong)count));
        }
    }

    /// <summary>Notes the subtractions above a symbol and nothing else.</summary>
    public void WalkConstants(int symbol, LLVMOpaqueValue* value)
    {
        _visited.Clear();
        Visit(value, symbol, moduleLevel: false, static (_, _) => { });
    }

    /// <summary>Finds the owners of a value's uses without recording edges. The result is sorted and distinct.</summary>
    public int[] OwnersOf(LLVMOpaqueValue* value, bool moduleLevel)
    {
        HashSet<int> owners = [];
        _visited.Clear();
        Visit(value, symbol: -1, moduleLevel, (owner, _) => owners.Add(owner));
        return [.. owners.Order()];
    }

    /// <summary>Grows with every way from a symbol to a subtraction.</summary>
    public int DifferenceCount { get; private set; }

    /// <summary>
    /// Turns the subtractions met so far into ties. target - self, with self the variable that contains the table, is the one form that works across
    /// objects: a PC-relative relocation against the target.
    /// </summary>
    public DifferenceFacts Differences()
    {
        DifferenceFacts facts = new();
        // Order does not matter: ties and lists are sorted and made distinct when the graph is built.
        foreach ((nint constant, List<(int Symbol, bool IsSubtrahend)> below) in _differences)
        {
            int[] owners = OwnersOf((LLVMOpaqueValue*)constant, moduleLevel);
            facts.Holders.AddRange(owners);
            int[] subtrahends = [.. below.Where(b => b.IsSubtrahend).Select(b => b.Symbol).Distinct()];
            foreach (int owner in owners)
            {
                if (subtrahends is [var only] && only == owner)
                {
                    continue;
                }

                foreach ((int symbol, _) in below)
                {
                    facts.Ties.Add(Tie.Of(owner, symbol, TieReason.SymbolDifference));
                    facts.Operands.Add(symbol);
                }
            }
        }

        return facts;
    }

    private void Visit(LLVMOpaqueValue* start, int symbol, bool moduleLevel, Action<int, EdgeKind> found)
    {
        _open.Push((nint)start);
        while (_open.TryPop(out nint current))
        {
            LLVMOpaqueValue* value = (LLVMOpaqueValue*)current;
            for (LLVMOpaqueUse* use = LLVM.GetFirstUse(value); use is not null; use = LLVM.GetNextUse(use))
            {
                LLVMOpaqueValue* user = LLVM.GetUser(use);
                switch (LLVM.GetValueKind(user))
                {
                    // Also the kind of the constants that the C API has no kind for (dso_local_equivalent, no_cfi); those have no opcode.
                    case LLVMValueKind.LLVMInstructionValueKind when LLVM.GetInstructionOpcode(user) is var opcode && opcode != 0:
                        if (FunctionOf(user) is var function && (ownBodies is null || ownBodies[function]))
                        {
                            found(function, IsCallee(user, opcode, value) ? EdgeKind.Call : EdgeKind.Reference);
                        }

                        break;
                    case LLVMValueKind.LLVMFunctionValueKind when !rules.HasFlag(Rules.FunctionOperands):
                        break;
                    case LLVMValueKind.LLVMFunctionValueKind:
                    case LLVMValueKind.LLVMGlobalVariableValueKind:
                    case LLVMValueKind.LLVMGlobalAliasValueKind:
                    case LLVMValueKind.LLVMGlobalIFuncValueKind:
                        if (moduleLevel && ordinals.TryGetValue((nint)user, out int owner))
                        {
                            found(owner, EdgeKind.Reference);
                        }

                        break;
                    default:
                        if (symbol >= 0)
                        {
                            NoteDifference(user, value, symbol);
                        }

                        if (_visited.Add((nint)user))
                        {
                            _open.Push((nint)user);
                        }

                        break;
                }
            }
        }
    }

    private void NoteDifference(LLVMOpaqueValue* user, LLVMOpaqueValue* value, int symbol)
    {
        if (LLVM.GetValueKind(user) == LLVMValueKind.LLVMConstantExprValueKind && LLVM.GetConstOpcode(user) == LLVMOpcode.LLVMSub)
        {
            if (!_differences.TryGetValue((nint)user, out List<(int, bool)>? below))
            {
                _differences.Add((nint)user, below = []);
            }

            DifferenceCount++;
            below.Add((symbol, LLVM.GetOperand(user, 1) == value));
        }
    }

    private int FunctionOf(LLVMOpaqueValue* instruction)
    {
        LLVMOpaqueBasicBlock* block = LLVM.GetInstructionParent(instruction);
        if ((nint)block != _lastBlock)
        {
            _lastBlock = (nint)block;
            _lastBlockOwner = ordinals[(nint)LLVM.GetBasicBlockParent(block)];
        }

        return _lastBlockOwner;
    }

    private static bool IsCallee(LLVMOpaqueValue* instruction, LLVMOpcode opcode, LLVMOpaqueValue* value) =>
        opcode is LLVMOpcode.LLVMCall or LLVMOpcode.LLVMInvoke or LLVMOpcode.LLVMCallBr
        && LLVM.GetCalledValue(instruction) == value;
}
