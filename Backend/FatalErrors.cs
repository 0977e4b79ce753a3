using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.Backend;

/// <summary>report_fatal_error of LLVM, which cannot be returned from: reported as a crash of what the thread is doing (<see cref="NativeCrash"/>).</summary>
internal static unsafe class FatalErrors
{
    private static readonly Lock s_lock = new();
    private static bool s_handled;

    public static void EnsureHandled()
    {
        lock (s_lock)
        {
            if (!s_handled)
            {
                LLVM.InstallFatalErrorHandler(&OnFatalError);
                s_handled = true;
            }
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFatalError(sbyte* reason) => NativeCrash.ReportAndExit($"LLVM gave up: {LlvmText.From(reason).Trim()}");
}
