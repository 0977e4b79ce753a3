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
    private const string List = "llvm.module.flags";

    /// <returns>The flags as bitcode; null: one of them is more than a number or a word, and may refer to symbols.</returns>
    public static byte[]? Write(LlvmContext context, LLVMOpaqueModule* segment)
    {
        LLVMOpaqueModule* module = MakeModule(context);
        try
        {
            LLVM.SetTarget(module, LLVM.GetTarget(segment));
            LLVM.SetDataLayout(module, LLVM.GetDataLayoutStr(segment));
            fixed (byte* list = LlvmText.ToUtf8(List))
            {
                LLVMOpaqueValue*[] flags = new LLVMOpaqueValue*[LLVM.GetNamedMetadataNumOperands(segment, (sbyte*)list)];
                fixed (LLVMOpaqueValue** first = flags)
                {
                    LLVM.GetNamedMetadataOperands(segment, (sbyte*)list, first);
                }

                foreach (LLVMOpaqueValue* flag in flags)
                {
                    if (!IsPlain(flag))
                    {
                        return null;
                    }

                    LLVM.AddNamedMetadataOperand(module, (sbyte*)list, flag);
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
        LLVMOpaqueModule* program = MakeModule(context);
        try
        {
            TargetAgreement targets = new();
            foreach ((string file, byte[] bytes) in flags)
            {
                {
                    LLVMOpaqueModule* part = WholeModule.Parse(context, bytes, file);
                    targets.Check(file, LlvmText.From(LLVM.GetTarget(part)), LlvmText.From(LLVM.GetDataLayoutStr(part)));
                    if (LLVM.LinkModules2(program, part) != 0 || context.ErrorText is not null)
                    {
                        string message = context.ErrorText ?? "LLVM's linker refuses it and says nothing";
                        throw FlagConflict.Describe(message, sources) is { } conflict
                            ? new LtoParException(conflict.File, conflict.Message)
                            : new LtoParException(file, message);
                    }
                }
            }

            return InputModule.TakeBuffer(LLVM.WriteBitcodeToMemoryBuffer(program), name);
        }
        finally
        {
            LLVM.DisposeModule(program);
        }
    }

    private static LLVMOpaqueModule* MakeModule(LlvmContext context)
    {
        fixed (byte* name = LlvmText.ToUtf8(SourceLinker.ModuleName))
        {
            return LLVM.ModuleCreateWithNameInContext((sbyte*)name, context.Handle);
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
