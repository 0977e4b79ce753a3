using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Platform.Files;

namespace LtoPar.Backend;

/// <summary>Prints textual IR for people to read; lto-par never reads it back.</summary>
public static unsafe class IrText
{
    public static void WriteAssembly(ReadOnlySpan<byte> bitcode, string name, string path)
    {
        using LlvmContext context = new();
        LLVMOpaqueModule* module = WholeModule.Parse(context, bitcode, name);
        string text = LlvmText.TakeMessage(LLVM.PrintModuleToString(module));
        LLVM.DisposeModule(module);
        OutputFile.WriteText(path, text);
    }
}
