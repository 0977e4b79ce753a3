using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend;

/// <summary>Parses, verifies and runs passes on a module that is read whole.</summary>
public static unsafe class WholeModule
{
    /// <exception cref="LtoParException">LLVM cannot read it.</exception>
    public static LLVMOpaqueModule* Parse(LlvmContext context, ReadOnlySpan<byte> bitcode, string name)
    {
        fixed (byte* start = bitcode, utf8 = LlvmText.ToUtf8(name))
        {
            LLVMOpaqueMemoryBuffer* buffer = LLVM.CreateMemoryBufferWithMemoryRange((sbyte*)start, (nuint)bitcode.Length, (sbyte*)utf8, 0);
            LLVMOpaqueModule* module;
            int failed = LLVM.ParseBitcodeInContext2(context.Handle, buffer, &module);
            LLVM.DisposeMemoryBuffer(buffer);
            return failed == 0 ? module : throw new LtoParException(name, $"LLVM cannot read this bitcode: {context.ErrorText ?? "no reason given"}");
        }
    }

    /// <summary>
    /// Gives a module without a layout the target's, as llc does; a module with another layout was made for another target. LLVM's reader brings the layouts of
    /// older versions up to date, but not those of modules without a triple, for they might be of any target: their target is known here.
    /// </summary>
    /// <exception cref="LtoParException">The module's layout is another target's.</exception>
    public static void SetLayout(LLVMOpaqueModule* module, TargetMachine machine, ModuleTarget target, string name)
    {
        LLVMOpaqueTargetData* layout = LLVM.CreateTargetDataLayout(machine.Handle);
        string expected = LlvmText.TakeMessage(LLVM.CopyStringRepOfTargetData(layout));
        LLVM.DisposeTargetData(layout);
        string triple = Targets.TripleOrHost(target.Triple);
        bool isOwn = target.DataLayout.Length == 0 || target.DataLayout == expected
            || (target.Triple.Length == 0 && OldLayout.Upgrade(target.DataLayout, triple) == expected);
        if (!isOwn)
        {
            throw new LtoParException(
                name, $"its data layout '{target.DataLayout}' is not that of target '{triple}' ('{expected}'); compile it for that target");
        }

        fixed (byte* text = LlvmText.ToUtf8(expected), tripleText = LlvmText.ToUtf8(triple))
        {
            LLVM.SetDataLayout(module, (sbyte*)text);
            LLVM.SetTarget(module, (sbyte*)tripleText);
        }
    }

    /// <param name="what">The subject of the message.</param>
    /// <exception cref="LtoParException">LLVM's verifier finds a fault.</exception>
    public static void Verify(LLVMOpaqueModule* module, string name, string what)
    {
        sbyte* message;
        bool broken = LLVM.VerifyModule(module, LLVMVerifierFailureAction.LLVMReturnStatusAction, &message) != 0;
        string problem = LlvmText.TakeMessage(message);
        if (broken)
        {
            throw new LtoParException(name, $"{what} is not valid IR: {problem.Trim()}; check the input with 'opt -passes=verify'");
        }
    }

    /// <exception cref="LtoParException">LLVM does not know a pass of the pipeline.</exception>
    public static void RunPasses(LLVMOpaqueModule* module, TargetMachine machine, string pipeline, string name)
    {
        LLVMOpaquePassBuilderOptions* options = LLVM.CreatePassBuilderOptions();
        LLVM.PassBuilderOptionsSetDebugLogging(options, PassLog.IsOn ? 1 : 0);
        fixed (byte* text = LlvmText.ToUtf8(pipeline))
        {
            LLVMOpaqueError* error = LLVM.RunPasses(module, (sbyte*)text, machine.Handle, options);
            LLVM.DisposePassBuilderOptions(options);
            if (error is not null)
            {
                throw new LtoParException(name, $"LLVM refuses the pass pipeline: {LlvmText.TakeError(error)}");
            }
        }
    }

    public static List<string> Warnings(LlvmContext context) =>
    [
        .. context.Diagnostics
            .Where(d => d.Severity == LLVMDiagnosticSeverity.LLVMDSWarning)
            .Select(d => d.Text),
    ];
}
