using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>Runs LLVM passes by their textual pipeline, without a target: for passes that need no target.</summary>
internal static unsafe class Passes
{
    public static void Run(LLVMOpaqueModule* module, string pipeline)
    {
        LLVMOpaquePassBuilderOptions* options = LLVM.CreatePassBuilderOptions();
        fixed (byte* text = LlvmText.ToUtf8(pipeline))
        {
            LLVMOpaqueError* error = LLVM.RunPasses(module, (sbyte*)text, null, options);
            LLVM.DisposePassBuilderOptions(options);
            if (error is not null)
            {
                throw new InvalidOperationException($"pipeline '{pipeline}': {LlvmText.TakeError(error)}");
            }
        }
    }
}
