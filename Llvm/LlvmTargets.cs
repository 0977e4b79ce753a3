using LLVMSharp.Interop;

namespace LtoPar.Llvm;

/// <summary>Registers every target that the library has, once per process.</summary>
public static class LlvmTargets
{
    private static readonly Lock s_lock = new();
    private static bool s_registered;

    public static void Register()
    {
        lock (s_lock)
        {
            if (!s_registered)
            {
                LLVM.InitializeAllTargetInfos();
                LLVM.InitializeAllTargets();
                LLVM.InitializeAllTargetMCs();
                LLVM.InitializeAllAsmParsers();
                LLVM.InitializeAllAsmPrinters();
                s_registered = true;
            }
        }
    }
}
