using LLVMSharp.Interop;

namespace LtoPar.CallGraph.Reader.Ties;

/// <summary>
/// Whether a program may see the address of a constant. It does not where it only loads from it, or passes it to those who promise to keep nothing
/// of the address (captures(none): memcpy, strlen, the format of printf). Everything else counts: the address is stored, returned, compared, a
/// part of another constant, or passed to code that may keep it. unnamed_addr does not help: it lets two constants be one, never one be two.
/// </summary>
internal sealed unsafe class AddressObserver
{
    private readonly HashSet<nint> _met = [];
    private readonly Stack<nint> _open = new();
    private readonly uint _captures;

    public AddressObserver()
    {
        fixed (byte* name = "captures"u8)
        {
            _captures = LLVM.GetEnumAttributeKindForName((sbyte*)name, 8);
        }
    }

    /// <summary>The question makes sense for the variable: it is a constant that could be copied if not.</summary>
    public static bool IsCandidate(LLVMOpaqueValue* variable) =>
        LLVM.GetUnnamedAddress(variable) == LLVMUnnamedAddr.LLVMGlobalUnnamedAddr
        && LLVM.IsGlobalConstant(variable) != 0
        && LLVM.GetLinkage(variable) is LLVMLinkage.LLVMPrivateLinkage or LLVMLinkage.LLVMInternalLinkage;

    /// <summary>Judges by the bodies that have been read; uses in others are not seen.</summary>
    public bool IsObserved(LLVMOpaqueValue* constant)
    {
        _met.Clear();
        _open.Clear();
        _open.Push((nint)constant);
        while (_open.TryPop(out nint current))
        {
            LLVMOpaqueValue* value = (LLVMOpaqueValue*)current;
            for (LLVMOpaqueUse* use = LLVM.GetFirstUse(value); use is not null; use = LLVM.GetNextUse(use))
            {
                if (IsObserver(LLVM.GetUser(use), value))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsObserver(LLVMOpaqueValue* user, LLVMOpaqueValue* value)
    {
        LLVMOpcode opcode = LLVM.GetValueKind(user) switch
        {
            LLVMValueKind.LLVMInstructionValueKind => LLVM.GetInstructionOpcode(user),
            LLVMValueKind.LLVMConstantExprValueKind => LLVM.GetConstOpcode(user),
            _ => 0,
        };
        switch (opcode)
        {
            case LLVMOpcode.LLVMLoad:
                return false;
            case LLVMOpcode.LLVMGetElementPtr:
            case LLVMOpcode.LLVMPHI:
            case LLVMOpcode.LLVMSelect:
                if (_met.Add((nint)user))
                {
                    _open.Push((nint)user);
                }

                return false;
            case LLVMOpcode.LLVMCall:
            case LLVMOpcode.LLVMInvoke:
                return IsCaptured(user, value);
            default:
                return true;
        }
    }

    private bool IsCaptured(LLVMOpaqueValue* call, LLVMOpaqueValue* value)
    {
        LLVMOpaqueValue* callee = LLVM.GetCalledValue(call);
        bool isKnown = callee is not null && LLVM.GetValueKind(callee) == LLVMValueKind.LLVMFunctionValueKind;
        uint arguments = LLVM.GetNumArgOperands(call);
        for (uint i = 0; i < (uint)LLVM.GetNumOperands(call); i++)
        {
            if (LLVM.GetOperand(call, i) == value
                && (i >= arguments
                    || !(IsNone(LLVM.GetCallSiteEnumAttribute(call, At(i), _captures))
                        || (isKnown && IsNone(LLVM.GetEnumAttributeAtIndex(callee, At(i), _captures))))))
            {
                return true;
            }
        }

        return false;
    }

    private static LLVMAttributeIndex At(uint argument) => (LLVMAttributeIndex)(argument + 1);

    private static bool IsNone(LLVMOpaqueAttributeRef* captures) => captures is not null && LLVM.GetEnumAttributeValue(captures) == 0;
}
