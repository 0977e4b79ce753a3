using LLVMSharp.Interop;
using LtoPar.CallGraph.Facts;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader.Facts;

/// <summary>
/// Reads what function bodies do by themselves, and what they need of the functions that they call. Each fact is broken where LLVM's own inference
/// (function-attrs) would give it up for an instruction, or earlier; an instruction that is not understood breaks all.
/// </summary>
/// <param name="isSegment">A function that is declared may be one that another segment defines.</param>
internal sealed unsafe class BodyFactsReader(IReadOnlyDictionary<nint, int> ordinals, bool isSegment)
{
    private const FunctionFacts FromCalls = FunctionFacts.Inductive | FunctionFacts.Acyclic;
    private const MemoryAccess Reads = MemoryAccess.ReadArgument | MemoryAccess.ReadOther | MemoryAccess.ReadInaccessible;

    /// <summary>What these bodies do is not all to be seen, or will change.</summary>
    private readonly AttributeKind[] _opaque = [new("naked"), new("optnone"), new("presplitcoroutine")];
    private readonly AttributeKind _mustProgress = new("mustprogress");
    private readonly Dictionary<nint, (FunctionFacts Facts, MemoryAccess Access)> _stated = [];
    private readonly Dictionary<nint, int> _blocks = [];

    public List<BodyFacts> Bodies { get; } = [];

    public List<CallFacts> Calls { get; } = [];

    public void Read(int function, LLVMOpaqueValue* value)
    {
        if (_opaque.Any(kind => kind.IsOn(value)))
        {
            return;
        }

        FunctionFacts broken = FunctionFacts.NoReturn;
        MemoryAccess access = MemoryAccess.None;
        bool returns = false;
        bool resumes = NumberBlocks(value);
        for (LLVMOpaqueBasicBlock* block = LLVM.GetFirstBasicBlock(value); block is not null; block = LLVM.GetNextBasicBlock(block))
        {
            for (LLVMOpaqueValue* instruction = LLVM.GetFirstInstruction(block); instruction is not null; instruction = LLVM.GetNextInstruction(instruction))
            {
                LLVMOpcode opcode = LLVM.GetInstructionOpcode(instruction);
                switch (opcode)
                {
                    case LLVMOpcode.LLVMRet:
                        returns = true;
                        break;
                    case LLVMOpcode.LLVMLoad:
                        access |= PointerBase.AccessOf(LLVM.GetOperand(instruction, 0)) & Reads;
                        break;
                    case LLVMOpcode.LLVMStore:
                        access |= PointerBase.AccessOf(LLVM.GetOperand(instruction, 1)) & MemoryAccess.Write;
                        break;
                    case LLVMOpcode.LLVMCall:
                    case LLVMOpcode.LLVMInvoke:
                    case LLVMOpcode.LLVMCallBr:
                        ReadCall(function, instruction, opcode, resumes, ref broken, ref access);
                        break;
                    case LLVMOpcode.LLVMFence:
                    case LLVMOpcode.LLVMAtomicCmpXchg:
                    case LLVMOpcode.LLVMAtomicRMW:
                    case LLVMOpcode.LLVMVAArg:
                        broken |= FunctionFacts.NoSync;
                        access = MemoryAccess.All;
                        break;
                    // Handlers as Windows has them: who catches what is not followed here.
                    case LLVMOpcode.LLVMCleanupRet:
                    case LLVMOpcode.LLVMCatchRet:
                    case LLVMOpcode.LLVMCatchPad:
                    case LLVMOpcode.LLVMCleanupPad:
                    case LLVMOpcode.LLVMCatchSwitch:
                        broken |= FromCalls;
                        access = MemoryAccess.All;
                        break;
                }

                if (opcode is LLVMOpcode.LLVMLoad or LLVMOpcode.LLVMStore
                    && (LLVM.GetVolatile(instruction) != 0 || LLVM.GetOrdering(instruction) != LLVMAtomicOrdering.LLVMAtomicOrderingNotAtomic))
                {
                    broken |= FunctionFacts.NoSync | FunctionFacts.WillReturn;
                    access = MemoryAccess.All;
                }
            }

            if (GoesBack(block))
            {
                broken |= FunctionFacts.WillReturn;
            }
        }

        broken &= returns ? FunctionFacts.NoReturn | FromCalls : FromCalls;
        Bodies.Add(new BodyFacts(function, broken, access, _mustProgress.IsOn(value)));
    }

    private void ReadCall(
        int function, LLVMOpaqueValue* call, LLVMOpcode opcode, bool resumes, ref FunctionFacts broken, ref MemoryAccess access)
    {
        (FunctionFacts said, MemoryAccess allowed) = FunctionAttributes.OfCall(call);
        bool isCaught = opcode == LLVMOpcode.LLVMInvoke && !resumes && CatchesAll(LLVM.GetUnwindDest(call));
        LLVMOpaqueValue* callee = LLVM.GetCalledValue(call);
        bool isDirect = LLVM.GetValueKind(callee) == LLVMValueKind.LLVMFunctionValueKind
            && LLVM.GlobalGetValueType(callee) == LLVM.GetCalledFunctionType(call)
            && LLVM.GetNumOperandBundles(call) == 0;
        if (isDirect)
        {
            (FunctionFacts facts, MemoryAccess stated) = StatedOf(callee);
            said |= facts;
            allowed &= stated;
        }

        FunctionFacts needed = FromCalls & ~said & ~(isCaught ? FunctionFacts.NoUnwind : 0);
        MemoryAccess arguments = ArgumentsOf(call);
        bool mayBeDefined = isDirect && (LLVM.IsDeclaration(callee) == 0 || (isSegment && LLVM.GetIntrinsicID(callee) == 0));
        if (mayBeDefined && ordinals.TryGetValue((nint)callee, out int target))
        {
            Calls.Add(new CallFacts(function, target, needed, allowed, arguments));
            return;
        }

        broken |= needed;
        access |= CallAccess.InCaller(allowed, arguments);
    }

    private (FunctionFacts Facts, MemoryAccess Access) StatedOf(LLVMOpaqueValue* function)
    {
        if (!_stated.TryGetValue((nint)function, out (FunctionFacts, MemoryAccess) stated))
        {
            _stated.Add((nint)function, stated = FunctionAttributes.Of(function));
        }

        return stated;
    }

    /// <summary>What is thrown through a landing pad that catches everything goes no further, unless the function throws it on.</summary>
    private static bool CatchesAll(LLVMOpaqueBasicBlock* unwind)
    {
        for (LLVMOpaqueValue* first = LLVM.GetFirstInstruction(unwind); first is not null; first = LLVM.GetNextInstruction(first))
        {
            if (LLVM.GetInstructionOpcode(first) != LLVMOpcode.LLVMLandingPad)
            {
                continue;
            }

            if (LLVM.IsCleanup(first) != 0)
            {
                return false;
            }

            for (uint clause = 0; clause < LLVM.GetNumClauses(first); clause++)
            {
                if (LLVM.GetValueKind(LLVM.GetClause(first, clause)) == LLVMValueKind.LLVMConstantPointerNullValueKind)
                {
                    return true;
                }
            }

            return false;
        }

        return false;
    }

    private static MemoryAccess ArgumentsOf(LLVMOpaqueValue* call)
    {
        MemoryAccess access = MemoryAccess.None;
        for (uint i = 0; i < LLVM.GetNumArgOperands(call); i++)
        {
            LLVMOpaqueValue* argument = LLVM.GetOperand(call, i);
            LLVMTypeKind kind = LLVM.GetTypeKind(LLVM.TypeOf(argument));
            access |= kind == LLVMTypeKind.LLVMPointerTypeKind ? PointerBase.AccessOf(argument)
                : kind is LLVMTypeKind.LLVMVectorTypeKind or LLVMTypeKind.LLVMScalableVectorTypeKind or LLVMTypeKind.LLVMStructTypeKind
                    or LLVMTypeKind.LLVMArrayTypeKind ? MemoryAccess.Argument | MemoryAccess.ReadOther | MemoryAccess.WriteOther
                : MemoryAccess.None;
        }

        return access;
    }

    /// <returns>Whether a block ends by throwing on what was caught.</returns>
    private bool NumberBlocks(LLVMOpaqueValue* function)
    {
        bool resumes = false;
        _blocks.Clear();
        for (LLVMOpaqueBasicBlock* block = LLVM.GetFirstBasicBlock(function); block is not null; block = LLVM.GetNextBasicBlock(block))
        {
            _blocks.Add((nint)block, _blocks.Count);
            resumes |= LLVM.GetBasicBlockTerminator(block) is var last && last is not null && LLVM.GetInstructionOpcode(last) == LLVMOpcode.LLVMResume;
        }

        return resumes;
    }

    /// <summary>Whether a block is left to an earlier one: without such a block there is no loop.</summary>
    private bool GoesBack(LLVMOpaqueBasicBlock* block)
    {
        LLVMOpaqueValue* terminator = LLVM.GetBasicBlockTerminator(block);
        int number = _blocks[(nint)block];
        for (uint i = 0; terminator is not null && i < LLVM.GetNumSuccessors(terminator); i++)
        {
            if (_blocks[(nint)LLVM.GetSuccessor(terminator, i)] <= number)
            {
                return true;
            }
        }

        return false;
    }
}
