using LLVMSharp.Interop;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader.Ties;

/// <summary>
/// Finds the functions that may have entries in __LLVM_FaultMaps: those with branches that code generation may turn into implicit null checks.
/// </summary>
internal sealed unsafe class FaultMaps
{
    private readonly uint _kind;
    private readonly bool _isNamed;

    public FaultMaps(LazyModule module)
    {
        fixed (byte* kind = "make.implicit"u8)
        {
            _kind = LLVM.GetMDKindIDInContext(module.Context.Handle, (sbyte*)kind, 13);
        }

        _isNamed = NamedSymbols.Variable(module.Handle, ObjectTables.FaultMaps) is not null
            || NamedSymbols.Function(module.Handle, ObjectTables.FaultMaps) is not null
            || ModuleFactsReader.ReadModuleAsm(module.Handle).Length > 0;
    }

    /// <summary>Asked only where the program may name the table.</summary>
    public bool HasEntryFor(LLVMOpaqueValue* function)
    {
        for (LLVMOpaqueBasicBlock* block = _isNamed ? LLVM.GetFirstBasicBlock(function) : null; block is not null; block = LLVM.GetNextBasicBlock(block))
        {
            LLVMOpaqueValue* terminator = LLVM.GetBasicBlockTerminator(block);
            if (terminator is not null && LLVM.HasMetadata(terminator) != 0 && LLVM.GetMetadata(terminator, _kind) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
