// Stand-in for LLVMSharp.Interop: members of llvm-c/IRReader.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMParseIRInContext", ExactSpelling = true)]
    public static extern int ParseIRInContext(LLVMOpaqueContext* ContextRef, LLVMOpaqueMemoryBuffer* MemBuf, LLVMOpaqueModule** OutM, sbyte** OutMessage);
}
