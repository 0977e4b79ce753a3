// Stand-in for LLVMSharp.Interop: llvm-c/Core.h. See compat/README.md.
namespace LLVMSharp.Interop;

public enum LLVMDbgRecordKind
{
    LLVMDbgRecordLabel,
    LLVMDbgRecordDeclare,
    LLVMDbgRecordValue,
    LLVMDbgRecordAssign,
}
