// C++ functions of LLVM 22 that libLLVM exports; see compat/README.md.
using System.Runtime.InteropServices;

namespace LtoPar.LlvmCpp;

/// <summary>
/// The functions of libLLVM that record which passes run on a thread, and when: clang's -ftime-trace. LLVM's C interface has none for that. The caller
/// asks first whether the library has them (<see cref="Exist"/>).
/// </summary>
public static unsafe class TimeTraceFunctions
{
    private const string Library = "libLLVM";
    private const string InitializeName = "_ZN4llvm27timeTraceProfilerInitializeEjNS_9StringRefEb";
    private const string WriteName = "_ZN4llvm22timeTraceProfilerWriteENS_9StringRefES0_";
    private const string CleanupName = "_ZN4llvm24timeTraceProfilerCleanupEv";

    private static readonly Lazy<bool> s_exist = new(() => LlvmExports.Have(InitializeName, WriteName, CleanupName));

    /// <summary>Whether the library has them all.</summary>
    public static bool Exist => s_exist.Value;

    /// <summary>llvm::timeTraceProfilerInitialize: a record of this thread begins.</summary>
    /// <param name="granularity">What is shorter is left out, in microseconds.</param>
    /// <param name="process">The name of the process in the record.</param>
    /// <param name="isVerbose">1: there is more in it.</param>
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = InitializeName, ExactSpelling = true)]
    public static extern void Initialize(uint granularity, StringRef process, byte isVerbose);

    /// <summary>llvm::timeTraceProfilerWrite writes this thread's record, and those of threads that have finished theirs.</summary>
    /// <param name="error">The result, an llvm::Error: null where all is well.</param>
    /// <param name="file">The file to write.</param>
    /// <param name="otherwise">The start of its name where that is empty.</param>
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = WriteName, ExactSpelling = true)]
    public static extern void Write(void** error, StringRef file, StringRef otherwise);

    /// <summary>llvm::timeTraceProfilerCleanup: this thread records nothing any more.</summary>
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = CleanupName, ExactSpelling = true)]
    public static extern void Cleanup();
}
