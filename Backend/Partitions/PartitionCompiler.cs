using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.Backend.Carving;
using LtoPar.Backend.CodeGeneration;
using LtoPar.CallGraph;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.Platform.Native;

namespace LtoPar.Backend.Partitions;

/// <summary>
/// compile(bytes, options) -> object, a pure function: it parses the bytes in a context of its own, runs the rest of the pipeline, and generates code. The
/// context is freed as soon as the object is written, since most memory is there.
/// </summary>
public static unsafe class PartitionCompiler
{
    private const string PassLine = "BISECT: ";

    /// <summary>The start of LLVM's options that print IR between passes: -print-after=, -print-changed and others.</summary>
    private const string PrintOption = "print-";

    /// <param name="bitcode">A whole bitcode module.</param>
    /// <param name="name">The subject of messages: the input file, or the partition's own name.</param>
    /// <param name="parts">What is wanted besides the object.</param>
    /// <exception cref="LtoParException">LLVM refuses the module, or reports an error while compiling it.</exception>
    public static PartitionResult Compile(ReadOnlySpan<byte> bitcode, string name, int partition, CompileOptions options, ResultParts parts = default)
    {
        RefuseIpo(options);
        // Pinned: a crash report needs the bytes where they are.
        fixed (byte* first = bitcode)
        {
            nint bytes = (nint)first;
            int length = bitcode.Length;
            using IDisposable crash = CrashContext.Enter(() => new ReadOnlySpan<byte>((byte*)bytes, length).ToArray(), name, partition, options);
            using PassProfile? profile = PassProfile.Start(parts.PassGranularity);
            Moment start = Moment.Now();
            using LlvmContext context = new();
            LLVMOpaqueModule* module = WholeModule.Parse(context, bitcode, name);
            PartitionResult result = Compile(start, context, module, name, partition, options, parts);
            LLVM.DisposeModule(module);
            return result with { Timing = result.Timing with { BitcodeBytes = length }, Passes = profile?.Finish() };
        }
    }

    /// <summary>
    /// Compiles a module where nothing else runs in the process: the messages that LLVM prints on stderr alone (its verifier's, about broken debug information
    /// that it leaves out; unknown names of processors) are the first of the result's diagnostics.
    /// </summary>
    /// <exception cref="LtoParException">LLVM refuses the module, or reports an error while compiling it.</exception>
    public static PartitionResult CompileAlone(InputModule input, int partition, CompileOptions options)
    {
        if (options.LlvmArguments.Any(word => word.TrimStart('-').StartsWith(PrintOption, StringComparison.Ordinal)))
        {
            return Compile(input.Bytes, input.Name, partition, options); // what it prints is wanted as it is
        }

        PartitionResult? result = null;
        string text = StandardErrorText.Listen(() => result = Compile(input.Bytes, input.Name, partition, options));
        // Of -opt-bisect-limit LLVM says what it does with each of hundreds of passes: a message each, which is one line and can be counted.
        ILookup<bool, string> lines = text.Split('\n').ToLookup(line => line.StartsWith(PassLine, StringComparison.Ordinal));
        string said = OneLine.Of(string.Join('\n', lines[false]));
        return result! with { Diagnostics = [.. said.Length == 0 ? [] : new[] { said }, .. lines[true], .. result!.Diagnostics] };
    }

    /// <summary>Compiles a partition that was carved in this process, in its own context, which is used up here.</summary>
    /// <param name="bitcode">Makes its bytes, in case LLVM gives up and they are asked for.</param>
    /// <param name="parts">As for the other.</param>
    /// <exception cref="LtoParException">LLVM refuses the module, or reports an error while compiling it.</exception>
    internal static PartitionResult Compile(
        LazyModule module, Func<byte[]> bitcode, string name, int partition, CompileOptions options, ResultParts parts = default)
    {
        RefuseIpo(options);
        using IDisposable crash = CrashContext.Enter(bitcode, name, partition, options);
        using PassProfile? profile = PassProfile.Start(parts.PassGranularity);
        PartitionResult result = Compile(Moment.Now(), module.Context, module.Handle, name, partition, options, parts);
        return result with { Passes = profile?.Finish() };
    }

    private static void RefuseIpo(CompileOptions options)
    {
        if (options.Stage is Stage.Ipo or Stage.ParallelIpo)
        {
            throw new ArgumentException("IPO is not for partitions: it comes before the cut", nameof(options));
        }
    }

    private static PartitionResult Compile(
        Moment start, LlvmContext context, LLVMOpaqueModule* module, string name, int partition, CompileOptions options, ResultParts parts)
    {
        context.RecordRemarks(options.Remarks);
        bool readsFiles = parts.LooksForFiles && AsmFiles.MayBeReadBy(module);
        ModuleTarget target = ModuleTarget.Of(module);
        using TargetMachine machine = TargetMachine.Create(target, options, name);
        WholeModule.SetLayout(module, machine, target, name);
        if (options.Verify)
        {
            WholeModule.Verify(module, name, $"partition {SymbolText.PartitionName(partition)}");
        }

        if (options.Stage != Stage.Codegen)
        {
            Optimize(module, machine, options, name);
        }

        byte[]? optimized = parts.KeepsOptimized ? Write(module) : null;
        if (parts.LeavesOutObject)
        {
            (TimeSpan wall, TimeSpan cpu) = start.Elapsed();
            PartitionTiming untilHere = new(TimeSpan.Zero, wall, TimeSpan.Zero, 0) { Cpu = new StageTimes(TimeSpan.Zero, cpu, TimeSpan.Zero) };
            return new PartitionResult(partition, [], [.. ProgramMessages.OfWarnings(module, WholeModule.Warnings(context))], untilHere)
            {
                Remarks = context.ReadRemarks(),
                Optimized = optimized,
            };
        }

        string triple = Targets.TripleOrHost(target.Triple);
        FollowSource(module);
        bool isForLto = LtoCodeGenerator.IsNeeded(options, target, machine);
        SectionAssigner.Assign(module, context.Handle, options, machine, triple, isForLto);
        StructorSections.Assign(module, triple);
        (TimeSpan optimize, TimeSpan optimizeCpu) = start.Elapsed();
        List<string> warnings = [];
        byte[] objectBytes = isForLto
            ? LtoCodeGenerator.Emit(module, options, machine, name, SymbolText.PartitionName(partition), warnings)
            : Emit(module, machine, context, name, partition);
        (TimeSpan total, TimeSpan totalCpu) = start.Elapsed();
        PartitionTiming timing = new(TimeSpan.Zero, optimize, total - optimize, 0)
        {
            Cpu = new StageTimes(TimeSpan.Zero, optimizeCpu, totalCpu - optimizeCpu),
        };
        string[] diagnostics = [.. ProgramMessages.OfWarnings(module, WholeModule.Warnings(context)), .. warnings];
        return new PartitionResult(partition, objectBytes, diagnostics, timing)
        {
            ReadsFiles = readsFiles,
            Remarks = context.ReadRemarks(),
            Optimized = optimized,
        };
    }

    private static void Optimize(LLVMOpaqueModule* module, TargetMachine machine, CompileOptions options, string name)
    {
        ProfileFlag.Retire(module);
        if (options.Stage != Stage.PartitionIpo)
        {
            WholeModule.RunPasses(module, machine, Pipelines.Suffix(options.Level, options.Stage), name);
            return;
        }

        if (options.Rules.HasFlag(Rules.StructorEvaluation) && !ConstructorList.IsWhole(module))
        {
            ConstructorList.Hide(module);
        }

        WholeModule.RunPasses(module, machine, Pipelines.PartitionInlining(options.Level), name);
        ImportedBodies.Drop(module);
        WholeModule.RunPasses(module, machine, Pipelines.PartitionCleanup(options.Level), name);
        ConstructorList.Show(module);
        WholeModule.RunPasses(module, machine, Pipelines.PartitionSuffix(options.Level), name);
    }

    private static byte[] Write(LLVMOpaqueModule* module)
    {
        using BitcodeBuffer bitcode = new(LLVM.WriteBitcodeToMemoryBuffer(module));
        return bitcode.Bytes.ToArray();
    }

    /// <summary>
    /// Names the module after its source file. Garbage collectors name symbols after the module, which LLVM calls as the file it was read from is called: that
    /// is not in its bytes.
    /// </summary>
    private static void FollowSource(LLVMOpaqueModule* module)
    {
        nuint length;
        sbyte* source = LLVM.GetSourceFileName(module, &length);
        LLVM.SetModuleIdentifier(module, source, length);
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
        if (context.ErrorText is not null)
        {
            (string Text, string? Unplaced)[] errors = [.. AsmMessages.Describe(module, context.Errors)];
            string? function = errors.Select(e => e.Unplaced).FirstOrDefault(u => u is not null);
            string text = string.Join("; ", errors.Select(e => e.Text).Distinct(StringComparer.Ordinal));
            string source = function is null ? "" : ProgramMessages.Source(module);
            throw new LtoParException(name, $"partition {SymbolText.PartitionName(partition)}: {text}{source}") { Function = function };
        }

        byte[] bytes = output.Bytes.ToArray();
        return bytes.Length > 0
            ? bytes
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"LLVM gave an empty object for partition {partition}"));
    }
}
