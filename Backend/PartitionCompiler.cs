using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Llvm;
using LtoPar.Partitioner;

namespace LtoPar.Backend;

/// <summary>
/// compile(bytes, options) -> object, a pure function. Parses the bytes in a context of its own, runs what remains of the pipeline, and
/// generates code; the context goes as soon as the object is out, since that is where the memory is.
/// </summary>
public static unsafe class PartitionCompiler
{
    /// <param name="bitcode">A whole bitcode module.</param>
    /// <param name="name">What messages call it: the input file, or the partition's own.</param>
    /// <exception cref="LtoParException">LLVM refuses the module, or reports an error while compiling it.</exception>
    public static PartitionResult Compile(ReadOnlySpan<byte> bitcode, string name, int partition, CompileOptions options)
    {
        // Pinned: a crash report needs the bytes where they are.
        fixed (byte* start = bitcode)
        {
            using IDisposable crash = CrashContext.Enter(start, bitcode.Length, name, partition, options);
            return CompileGuarded(bitcode, name, partition, options);
        }
    }

    private static PartitionResult CompileGuarded(ReadOnlySpan<byte> bitcode, string name, int partition, CompileOptions options)
    {
        Targets.EnsureInitialized();
        GlobalLlvmOptions.Apply(options);
        Moment start = Moment.Now();
        using LlvmContext context = new();
        LLVMOpaqueModule* module = Parse(context, bitcode, name);
        ModuleTarget target = ModuleTarget.Of(module);
        using TargetMachine machine = TargetMachine.Create(target, options, name);
        SetLayout(module, machine, target, name);
        if (options.Verify)
        {
            Verify(module, name, partition);
        }

        if (options.Stage == Stage.PostIpo)
        {
            RunPasses(module, machine, Pipelines.Suffix(options.Level), name);
        }

        string triple = Targets.TripleOrHost(target.Triple);
        SectionAssigner.Assign(module, context.Handle, options, machine, triple);
        StructorSections.Assign(module, triple);
        (TimeSpan optimize, TimeSpan optimizeCpu) = start.Elapsed();
        byte[] objectBytes = Emit(module, machine, context, name, partition);
        LLVM.DisposeModule(module);
        (TimeSpan total, TimeSpan totalCpu) = start.Elapsed();
        PartitionTiming timing = new(TimeSpan.Zero, optimize, total - optimize, bitcode.Length)
        {
            Cpu = new StageTimes(TimeSpan.Zero, optimizeCpu, totalCpu - optimizeCpu),
        };
        return new PartitionResult(partition, objectBytes, Warnings(context), timing);
    }

    private static LLVMOpaqueModule* Parse(LlvmContext context, ReadOnlySpan<byte> bitcode, string name)
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

    /// <summary>A module without a layout gets the target's, as in llc; one with another layout was made for something else.</summary>
    private static void SetLayout(LLVMOpaqueModule* module, TargetMachine machine, ModuleTarget target, string name)
    {
        LLVMOpaqueTargetData* layout = LLVM.CreateTargetDataLayout(machine.Handle);
        string expected = LlvmText.TakeMessage(LLVM.CopyStringRepOfTargetData(layout));
        LLVM.DisposeTargetData(layout);
        if (target.DataLayout == expected)
        {
            return;
        }

        if (target.DataLayout.Length > 0)
        {
            throw new LtoParException(name, $"its data layout '{target.DataLayout}' is not that of target '{target.Triple}' ('{expected}'); compile it for that target");
        }

        fixed (byte* text = LlvmText.ToUtf8(expected), triple = LlvmText.ToUtf8(Targets.TripleOrHost(target.Triple)))
        {
            LLVM.SetDataLayout(module, (sbyte*)text);
            LLVM.SetTarget(module, (sbyte*)triple);
        }
    }

    private static void Verify(LLVMOpaqueModule* module, string name, int partition)
    {
        sbyte* message;
        bool broken = LLVM.VerifyModule(module, LLVMVerifierFailureAction.LLVMReturnStatusAction, &message) != 0;
        string problem = LlvmText.TakeMessage(message);
        if (broken)
        {
            throw new LtoParException(
                name, $"partition {SymbolText.PartitionName(partition)} is not valid IR: {problem.Trim()}; check the input with 'opt -passes=verify'");
        }
    }

    private static void RunPasses(LLVMOpaqueModule* module, TargetMachine machine, string pipeline, string name)
    {
        LLVMOpaquePassBuilderOptions* options = LLVM.CreatePassBuilderOptions();
        fixed (byte* text = LlvmText.ToUtf8(pipeline))
        {
            LLVMOpaqueError* error = LLVM.RunPasses(module, (sbyte*)text, machine.Handle, options);
            LLVM.DisposePassBuilderOptions(options);
            if (error is not null)
            {
                sbyte* message = LLVM.GetErrorMessage(error);
                string problem = LlvmText.From(message);
                LLVM.DisposeErrorMessage(message);
                throw new LtoParException(name, $"LLVM refuses the pass pipeline: {problem}");
            }
        }
    }

    private static byte[] Emit(LLVMOpaqueModule* module, TargetMachine machine, LlvmContext context, string name, int partition)
    {
        sbyte* message;
        LLVMOpaqueMemoryBuffer* buffer;
        if (LLVM.TargetMachineEmitToMemoryBuffer(machine.Handle, module, LLVMCodeGenFileType.LLVMObjectFile, &message, &buffer) != 0)
        {
            throw new LtoParException(name, $"partition {SymbolText.PartitionName(partition)}: {LlvmText.TakeMessage(message)}");
        }

        using BitcodeBuffer output = new(buffer);
        // Errors in inline assembly and the like are diagnostics, not failures: code generation goes on and its object is useless.
        if (context.ErrorText is { } error)
        {
            throw new LtoParException(name, $"partition {SymbolText.PartitionName(partition)}: {error}");
        }

        byte[] bytes = output.Bytes.ToArray();
        return bytes.Length > 0
            ? bytes
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"LLVM gave an empty object for partition {partition}"));
    }

    private static List<string> Warnings(LlvmContext context) =>
    [
        .. context.Diagnostics
            .Where(d => d.Severity == LLVMDiagnosticSeverity.LLVMDSWarning)
            .Select(d => d.Text),
    ];
}
