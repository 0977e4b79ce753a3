using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using LtoPar.Platform.Crashes;

namespace LtoPar.Llvm;

/// <summary>
/// Handles the errors after which LLVM and the C++ library print their reason and end the process. Here the user gets one line instead, and the line that says
/// what the thread was doing (<see cref="NativeCrash"/>): report_fatal_error, an allocation that fails (a malformed record may ask for any size), and an
/// exception without a handler, which becomes an abort that <see cref="CrashStub"/> sees.
/// </summary>
internal static unsafe class FatalErrors
{
    /// <summary>The C++ names of the two functions: the C API has no call for either. A library without them prints for itself.</summary>
    private const string InstallBadAllocHandler = "_ZN4llvm31install_bad_alloc_error_handlerEPFvPvPKcbES0_";
    private const string SetTerminate = "_ZSt13set_terminatePFvvE";

    public static void Install(nint library)
    {
        LLVM.InstallFatalErrorHandler(&OnFatalError);
        if (NativeLibrary.TryGetExport(library, InstallBadAllocHandler, out nint install))
        {
            ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<void*, sbyte*, byte, void>, void*, void>)install)(&OnBadAllocation, null);
        }

        if (NativeLibrary.TryLoad("libstdc++.so.6", out nint cpp) && NativeLibrary.TryGetExport(cpp, SetTerminate, out nint setTerminate)
            && NativeLibrary.TryLoad("libc.so.6", out nint libc) && NativeLibrary.TryGetExport(libc, "abort", out nint abort))
        {
            _ = ((delegate* unmanaged[Cdecl]<nint, nint>)setTerminate)(abort);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFatalError(sbyte* reason) => NativeCrash.ReportAndExit($"LLVM gave up: {LlvmText.From(reason).Trim()}");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnBadAllocation(void* data, sbyte* reason, byte wantsDiagnosis) => NativeCrash.ReportAndExit("LLVM gave up: out of memory");
}
