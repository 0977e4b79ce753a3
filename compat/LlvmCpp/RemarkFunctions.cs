// C++ functions of LLVM 22 that libLLVM exports; see compat/README.md.
using System.Runtime.InteropServices;

namespace LtoPar.LlvmCpp;

/// <summary>
/// The functions of libLLVM that record optimisation remarks. LLVM's C interface has none for that. They are C++ functions of LLVM 22, under their mangled
/// names: the caller asks first whether the library has them (<see cref="Exist"/>), and does without them where it has not.
/// </summary>
public static unsafe class RemarkFunctions
{
    /// <summary>More bytes than llvm::raw_fd_ostream has, which is about a hundred.</summary>
    public const int StreamBytes = 1024;

    private const string Library = "libLLVM";
    private const string SetUpName = "_ZN4llvm28setupLLVMOptimizationRemarksERNS_11LLVMContextERNS_11raw_ostreamENS_9StringRefES4_bSt8optionalImE";
    private const string OpenStreamName = "_ZN4llvm14raw_fd_ostreamC1EibbNS_11raw_ostream11OStreamKindE";
    private const string FlushStreamName = "_ZN4llvm11raw_ostream14flush_nonemptyEv";
    private const string CloseStreamName = "_ZN4llvm14raw_fd_ostreamD1Ev";

    private static readonly Lazy<bool> s_exist = new(() => LlvmExports.Have(SetUpName, OpenStreamName, FlushStreamName, CloseStreamName));

    /// <summary>Whether the library has them all.</summary>
    public static bool Exist => s_exist.Value;

    /// <summary>llvm::setupLLVMOptimizationRemarks: the context's remarks go to the stream from now on.</summary>
    /// <param name="error">The result, an llvm::Error: null where all is well, otherwise what the C interface calls LLVMErrorRef.</param>
    /// <param name="context">An LLVMContextRef.</param>
    /// <param name="stream">It outlives the context.</param>
    /// <param name="passes">A regular expression; empty: all passes.</param>
    /// <param name="format">"yaml".</param>
    /// <param name="withHotness">1: profile counts are in the remarks.</param>
    /// <param name="threshold">Remarks of code that runs less often are left out.</param>
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = SetUpName, ExactSpelling = true)]
    public static extern void SetUp(
        void** error, void* context, void* stream, StringRef passes, StringRef format, byte withHotness, OptionalUInt64 threshold);

    /// <summary>The constructor of llvm::raw_fd_ostream.</summary>
    /// <param name="stream"><see cref="StreamBytes"/> bytes.</param>
    /// <param name="descriptor">Where it writes.</param>
    /// <param name="closes">1: it closes the descriptor at its end.</param>
    /// <param name="isUnbuffered">1: it writes at once.</param>
    /// <param name="kind">llvm::raw_ostream::OStreamKind: 1, a stream with a descriptor.</param>
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = OpenStreamName, ExactSpelling = true)]
    public static extern void OpenStream(void* stream, int descriptor, byte closes, byte isUnbuffered, int kind);

    /// <summary>llvm::raw_ostream::flush_nonempty writes what is in the buffer.</summary>
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = FlushStreamName, ExactSpelling = true)]
    public static extern void FlushStream(void* stream);

    /// <summary>The destructor of llvm::raw_fd_ostream, which writes what is left.</summary>
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = CloseStreamName, ExactSpelling = true)]
    public static extern void CloseStream(void* stream);
}
