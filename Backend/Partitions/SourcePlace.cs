using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Partitions;

/// <summary>Tells where in the source something is, as debug information has it.</summary>
internal static unsafe class SourcePlace
{
    /// <param name="instruction">An instruction, or a function.</param>
    /// <returns>"a.c:12"; null without debug information.</returns>
    public static string? Of(LLVMOpaqueValue* instruction)
    {
        uint length = 0;
        sbyte* file = LLVM.GetDebugLocFilename(instruction, &length);
        return file is null || length == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{LlvmText.From(file, length)}:{LLVM.GetDebugLocLine(instruction)}");
    }
}
