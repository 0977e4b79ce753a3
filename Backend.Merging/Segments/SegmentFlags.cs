using LLVMSharp.Interop;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend.Merging.Segments;

/// <summary>
/// Takes the module flags of each segment out of it, as a module with no symbols, and links those: which flags the program has is for LLVM's linker to say, and
/// what is made of some of the segments must have the flags of all.
/// </summary>
internal static unsafe class SegmentFlags
{
    /// <returns>The flags as bitcode; null: one of them is more than a number or a word, and may refer to symbols.</returns>
    public static byte[]? Write(LlvmContext context, LLVMOpaqueModule* segment)
    {
        LLVMOpaqueModule* module = SourceLinker.MakeModule(context);
        try
        {
            LLVM.SetTarget(module, LLVM.GetTarget(segment));
            LLVM.SetDataLayout(module, LLVM.GetDataLayoutStr(segment));
            nint[] flags = NamedMetadata.OperandsOf(segment, ModuleFlags.List);
            if (!flags.All(flag => IsPlain((LLVMOpaqueValue*)flag)))
            {
                return null;
            }

            fixed (byte* list = LlvmText.ToUtf8(ModuleFlags.List))
            {
                foreach (nint flag in flags)
                {
                    LLVM.AddNamedMetadataOperand(module, (sbyte*)list, (LLVMOpaqueValue*)flag);
                }
            }

            using BitcodeBuffer bytes = new(LLVM.WriteBitcodeToMemoryBuffer(module));
            return bytes.Bytes.ToArray();
        }
        finally
        {
            LLVM.DisposeModule(module);
        }
    }

    /// <param name="flags">Each segment's, in their order, and the segment's first file.</param>
    /// <param name="sources">All files, to name those that do not go together.</param>
    /// <exception cref="LtoParException">Two files cannot be in one program.</exception>
    public static InputModule Link(IReadOnlyList<(string File, byte[] Flags)> flags, string name, IReadOnlyList<SourceModule> sources)
    {
        using LlvmContext context = new();
        LLVMOpaqueModule* program = SourceLinker.MakeModule(context);
        try
        {
            TargetAgreement targets = new();
            foreach ((string file, byte[] bytes) in flags)
            {
                LLVMOpaqueModule* part = WholeModule.Parse(context, bytes, file);
                targets.Check(file, LlvmText.From(LLVM.GetTarget(part)), LlvmText.From(LLVM.GetDataLayoutStr(part)));
                SourceLinker.Link(context, program, part, file, sources);
            }

            return InputModule.TakeBuffer(LLVM.WriteBitcodeToMemoryBuffer(program), name);
        }
        finally
        {
            LLVM.DisposeModule(program);
        }
    }

    private static bool IsPlain(LLVMOpaqueValue* flag)
    {
        if (LLVM.GetMDNodeNumOperands(flag) != 3)
        {
            return false;
        }

        LLVMOpaqueValue** operands = stackalloc LLVMOpaqueValue*[3];
        LLVM.GetMDNodeOperands(flag, operands);
        return operands[2] is not null && (LLVM.IsAConstantInt(operands[2]) is not null || LLVM.IsAMDString(operands[2]) is not null);
    }
}
