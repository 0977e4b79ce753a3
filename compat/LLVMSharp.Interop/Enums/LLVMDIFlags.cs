// Stand-in for LLVMSharp.Interop: llvm-c/DebugInfo.h, the flags used. See compat/README.md.
namespace LLVMSharp.Interop;

[Flags]
public enum LLVMDIFlags
{
    LLVMDIFlagZero = 0,
    LLVMDIFlagFwdDecl = 1 << 2,
    LLVMDIFlagStaticMember = 1 << 12,
}
