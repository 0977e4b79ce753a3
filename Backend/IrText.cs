using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.Backend;

/// <summary>Textual IR for people to read; nothing of lto-par reads it back.</summary>
public static unsafe class IrText
{
    public static void WriteAssembly(ReadOnlySpan<byte> bitcode, string name, string path)
    {
        using LlvmContext context = new();
        fixed (byte* start = bitcode, utf8 = LlvmText.ToUtf8(name))
        {
            LLVMOpaqueMemoryBuffer* buffer = LLVM.CreateMemoryBufferWithMemoryRange((sbyte*)start, (nuint)bitcode.Length, (sbyte*)utf8, 0);
            LLVMOpaqueModule* module;
            int failed = LLVM.ParseBitcodeInContext2(context.Handle, buffer, &module);
            LLVM.DisposeMemoryBuffer(buffer);
            if (failed != 0)
            {
                throw new LtoParException(name, $"LLVM cannot read this bitcode: {context.ErrorText}");
            }

            string text = LlvmText.TakeMessage(LLVM.PrintModuleToString(module));
            LLVM.DisposeModule(module);
            OutputFile.WriteText(path, text);
        }
    }
}
