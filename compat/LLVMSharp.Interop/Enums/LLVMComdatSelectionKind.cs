// Stand-in for LLVMSharp.Interop: members of llvm-c/Comdat.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
namespace LLVMSharp.Interop;

public enum LLVMComdatSelectionKind
{
    LLVMAnyComdatSelectionKind,
    LLVMExactMatchComdatSelectionKind,
    LLVMLargestComdatSelectionKind,
    LLVMNoDeduplicateComdatSelectionKind,
    LLVMSameSizeComdatSelectionKind,
}
