using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Ipo;

/// <summary>
/// Whether LLVM's bitcode reader has verified the module that it has just read to the end. It does so with debug information of its own version, to
/// know whether to keep it (llvm::UpgradeDebugInfo): a module that is not valid IR is a fatal error there, so a second run of the verifier can find
/// nothing. Without the module flag it only looks for debug information to drop.
/// </summary>
internal static unsafe class ReaderVerification
{
    /// <summary>DEBUG_METADATA_VERSION of LLVM 22.</summary>
    private const long DebugInfoVersion = 3;

    /// <param name="module">As it was read: nothing has changed it since. One without a layout or a triple gets them later, and is judged by them.</param>
    public static bool IsOf(LLVMOpaqueModule* module, CompileOptions options) =>
        ModuleFlags.Integer(module, "Debug Info Version") == DebugInfoVersion
        && ModuleTarget.Of(module) is { Triple.Length: > 0, DataLayout.Length: > 0 }
        && !options.LlvmArguments.Any(a => a.Contains("disable-auto-upgrade-debug-info", StringComparison.Ordinal));
}
