using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Ipo;

/// <summary>
/// Whether anything reads what the pass called-value-propagation finds out. It writes !callees on indirect calls and changes nothing else, and takes a
/// twentieth to a tenth of the prefix. LLVM 22 reads that metadata in AMDGPU's own passes, in GlobalISel's lowering of calls, in the Attributor (which
/// openmp-opt runs), and in summaries, which are not made here. SelectionDAG of x86 and AArch64 does not, so there the pass is left out, and objects
/// are the same without it (tests/EndToEnd.Tests/Programs/CalleeMetadataTests.cs). Whatever is in doubt keeps it.
/// </summary>
internal static unsafe class CalleeMetadata
{
    private static readonly string[] s_architectures = ["x86_64", "i386", "i486", "i586", "i686", "aarch64"];

    /// <summary>Words of the user's that choose GlobalISel, or that count passes.</summary>
    private static readonly string[] s_words = ["global-isel", "opt-bisect"];

    public static bool IsRead(LLVMOpaqueModule* module, string triple, CompileOptions options) =>
        !s_architectures.Contains(triple.Split('-')[0])
        || SelectsGlobally(triple, options)
        || options.LlvmArguments.Any(a => s_words.Any(w => a.Contains(w, StringComparison.OrdinalIgnoreCase)))
        || ModuleFlags.Value(module, "openmp") is not null
        || ModuleFlags.Value(module, "openmp-device") is not null;

    /// <summary>AArch64's code generation uses GlobalISel where it does not optimise.</summary>
    private static bool SelectsGlobally(string triple, CompileOptions options) =>
        triple.StartsWith("aarch64", StringComparison.Ordinal) && (options.CodegenLevel ?? CodegenLevel.Default) == CodegenLevel.None;
}
