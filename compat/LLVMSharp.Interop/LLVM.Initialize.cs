// Stand-in for LLVMSharp.Interop: llvm-c/Target.h's LLVMInitializeAll* loops, over the targets that the loaded library has.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    private static readonly string[] s_targets =
    [
        "X86", "AArch64", "AMDGPU", "ARC", "ARM", "AVR", "BPF", "CSKY", "Hexagon", "Lanai", "LoongArch", "M68k", "MSP430", "Mips", "NVPTX",
        "PowerPC", "RISCV", "SPIRV", "Sparc", "SystemZ", "VE", "WebAssembly", "XCore", "Xtensa",
    ];

    public static void InitializeAllTargetInfos() => InitializeAll("TargetInfo");

    public static void InitializeAllTargets() => InitializeAll("Target");

    public static void InitializeAllTargetMCs() => InitializeAll("TargetMC");

    public static void InitializeAllAsmPrinters() => InitializeAll("AsmPrinter");

    public static void InitializeAllAsmParsers() => InitializeAll("AsmParser");

    private static void InitializeAll(string part)
    {
        nint library = OnDllImport("libLLVM", typeof(LLVM).Assembly, null);
        if (library == 0)
        {
            throw new DllNotFoundException("libLLVM");
        }

        foreach (string target in s_targets)
        {
            if (NativeLibrary.TryGetExport(library, "LLVMInitialize" + target + part, out nint initialize))
            {
                ((delegate* unmanaged[Cdecl]<void>)initialize)();
            }
        }
    }
}
