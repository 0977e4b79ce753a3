using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend;

/// <summary>
/// Knows whether LLVM has a pass of a name, for those who name one: its options for printing take any word. No pass is run to find out. The parser of
/// pipelines reads from the left, so of two words that stand in one pipeline it refuses the second only if it knows the first.
/// </summary>
public static unsafe class PassNames
{
    private const string NoPass = "lto-par-no-pass";

    public static bool Has(string name)
    {
        using LlvmContext context = new();
        LLVMOpaquePassBuilderOptions* options = LLVM.CreatePassBuilderOptions();
        fixed (byte* id = "names\0"u8, text = LlvmText.ToUtf8($"{name},{NoPass}"))
        {
            LLVMOpaqueModule* module = LLVM.ModuleCreateWithNameInContext((sbyte*)id, context.Handle);
            LLVMOpaqueError* error = LLVM.RunPasses(module, (sbyte*)text, null, options);
            LLVM.DisposePassBuilderOptions(options);
            LLVM.DisposeModule(module);
            return LlvmText.TakeError(error).Contains($"'{NoPass}'", StringComparison.Ordinal);
        }
    }
}
