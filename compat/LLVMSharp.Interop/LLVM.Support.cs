// Stand-in for LLVMSharp.Interop: members of llvm-c/Support.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMParseCommandLineOptions", ExactSpelling = true)]
    public static extern void ParseCommandLineOptions(int argc, sbyte** argv, sbyte* Overview);
}
