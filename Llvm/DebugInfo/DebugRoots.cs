using LLVMSharp.Interop;
using LtoPar.Llvm.Symbols;

namespace LtoPar.Llvm.DebugInfo;

/// <summary>Finds the debug-info nodes that a function or variable names itself: its subprogram, the scopes of inlined code, its variables.</summary>
public sealed unsafe class DebugRoots
{
    private readonly HashSet<nint> _locations = [];
    private readonly HashSet<nint> _found = [];
    private readonly List<nint> _roots = [];
    private readonly Attachments _attachments;
    private readonly Attachments _allocated;
    private nint _last;

    public DebugRoots(LlvmContext context)
    {
        _attachments = new Attachments(context.Handle, "dbg");
        _allocated = new Attachments(context.Handle, "heapallocsite");
    }

    /// <summary>The calls of the last function that allocate, and the types that they say they allocate: they are not among the roots.</summary>
    public List<(nint Call, nint Type)> Allocations { get; } = [];

    /// <summary>Finds the roots of a function whose body has been read, or of a declaration. Valid until the next call.</summary>
    public List<nint> OfFunction(LLVMOpaqueValue* function)
    {
        Clear();
        Add((nint)LLVM.GetSubprogram(function));
        for (LLVMOpaqueBasicBlock* block = LLVM.GetFirstBasicBlock(function); block is not null; block = LLVM.GetNextBasicBlock(block))
        {
            for (LLVMOpaqueValue* instruction = LLVM.GetFirstInstruction(block); instruction is not null; instruction = LLVM.GetNextInstruction(instruction))
            {
                AddLocation(LLVM.InstructionGetDebugLoc(instruction));
                AddAllocation(instruction);
                for (LLVMOpaqueDbgRecord* record = LLVM.GetFirstDbgRecord(instruction); record is not null; record = LLVM.GetNextDbgRecord(record))
                {
                    AddLocation(LLVM.DbgRecordGetDebugLoc(record));
                    if (LLVM.DbgRecordGetKind(record) != LLVMDbgRecordKind.LLVMDbgRecordLabel)
                    {
                        Add((nint)LLVM.DbgVariableRecordGetVariable(record));
                    }
                }
            }
        }

        return _roots;
    }

    public void Allocate(nint call, LLVMOpaqueValue* type) => LLVM.SetMetadata((LLVMOpaqueValue*)call, _allocated.Kind, type);

    /// <summary>Finds the roots of a variable: its global variable expressions. Valid until the next call.</summary>
    public List<nint> OfVariable(LLVMOpaqueValue* variable)
    {
        Clear();
        _attachments.Of(variable).ForEach(Add);
        return _roots;
    }

    private void Clear()
    {
        _roots.Clear();
        _found.Clear();
        _locations.Clear();
        Allocations.Clear();
        _last = 0;
    }

    /// <summary>
    /// Adds the type that an instruction allocates. Only calls carry it, but to ask whether an instruction is a call takes as long as to ask for it.
    /// </summary>
    private void AddAllocation(LLVMOpaqueValue* instruction)
    {
        if (LLVM.GetMetadata(instruction, _allocated.Kind) is var type && type is not null)
        {
            Allocations.Add(((nint)instruction, (nint)LLVM.ValueAsMetadata(type)));
        }
    }

    private void AddLocation(LLVMOpaqueMetadata* location)
    {
        while (location is not null && (nint)location != _last && _locations.Add((nint)location))
        {
            _last = (nint)location;
            Add((nint)LLVM.DILocationGetScope(location));
            location = LLVM.DILocationGetInlinedAt(location);
        }
    }

    private void Add(nint node)
    {
        if (node != 0 && _found.Add(node))
        {
            _roots.Add(node);
        }
    }
}
