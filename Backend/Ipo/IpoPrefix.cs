using System.Diagnostics;
using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Crashes;
using LtoPar.Platform.Native;
using LtoPar.Platform.Threads;

namespace LtoPar.Backend.Ipo;

/// <summary>
/// Runs the serial part of the LTO pipeline (<see cref="Pipelines.Prefix"/>) on the whole module. Nothing is parallel while it runs, so nothing is done twice:
/// the module is read once, verified at most once (<see cref="ReaderVerification"/>), and the result stays in memory for the cut. The context is freed before
/// the cut starts, for it is the largest thing in the process.
/// </summary>
public static unsafe class IpoPrefix
{
    /// <summary>Reads the input, runs the prefix, and writes the result to memory.</summary>
    /// <param name="input">The caller may dispose of it afterwards.</param>
    /// <param name="options">Their stage is the one that the result is input for.</param>
    /// <exception cref="LtoParException">The module is malformed, the target unknown, or a pass reports an error.</exception>
    public static IpoResult Run(InputModule input, CompileOptions options)
    {
        IpoResult? result = null;
        WorkerThreads.Run(1, _ => result = RunHere(input, options));
        return result ?? throw new InvalidOperationException("the prefix gave no module");
    }

    /// <summary>
    /// Runs the prefix on a module that is loaded already, and leaves the result in it.
    ///
    /// The caller enters a crash report (<see cref="NativeCrash.Enter"/>), runs this on a thread with a stack that LLVM can recurse in, and sees to it that no
    /// other thread runs passes meanwhile (<see cref="PrefixOptions"/>).
    /// </summary>
    /// <param name="module">It is in <paramref name="context"/>, merged and internalised; type tests that await the linker's word (llvm.public.type.test) and
    /// the visibility of vtables have been settled, or are left conservative.</param>
    /// <param name="options">Their stage is the one that the result is input for: before <see cref="Stage.PartitionIpo"/> come the passes that need the whole
    /// program.</param>
    /// <exception cref="LtoParException">It is not valid IR, the target is unknown, or a pass reports an error.</exception>
    public static void Run(LlvmContext context, LLVMOpaqueModule* module, string name, CompileOptions options)
    {
        context.RecordRemarks(options.Remarks);
        ModuleTarget target = ModuleTarget.Of(module);
        HostCpu.Check(target, options, name);
        using TargetMachine machine = TargetMachine.Create(target, options, name);
        WholeModule.SetLayout(module, machine, target, name);
        if (options.Verify)
        {
            WholeModule.Verify(module, name, "the module");
        }

        string? pipeline = options.Stage == Stage.PartitionIpo
            ? WholeProgramPasses.For(module, options.Level)
            : Pipelines.Prefix(options.Level, options.Stage, CalleeMetadata.IsRead(module, Targets.TripleOrHost(target.Triple), options));
        if (pipeline is null)
        {
            return;
        }

        using (PrefixOptions.Enter(options.LlvmArguments))
        {
            WholeModule.RunPasses(module, machine, pipeline, name);
            if (ProfileFlag.IsWanted(module, options.Level))
            {
                // The cut needs the weights of calls: the pipeline computes them after it, when there is no whole program left.
                WholeModule.RunPasses(module, machine, "cg-profile", name);
            }
        }

        if (context.ErrorText is { } error)
        {
            throw new LtoParException(name, $"inter-procedural optimisation: {error}");
        }
    }

    private static IpoResult RunHere(InputModule input, CompileOptions options)
    {
        long start = Stopwatch.GetTimestamp();
        LlvmContext context = new();
        try
        {
            LLVMOpaqueModule* module = Parse(context, input);
            TimeSpan parse = Lap(ref start);
            using IDisposable crash = NativeCrash.Enter(new IpoCrash(input.Start, input.Length, input.Name, options));
            bool isVerified = ReaderVerification.IsOf(module, options);
            Run(context, module, input.Name, isVerified ? options with { Verify = false } : options);
            TimeSpan passes = Lap(ref start);
            InputModule result = InputModule.TakeBuffer(LLVM.WriteBitcodeToMemoryBuffer(module), input.Name);
            result.Remarks = context.ReadRemarks();
            TimeSpan write = Lap(ref start);
            List<string> warnings = WholeModule.Warnings(context);
            LLVM.DisposeModule(module);
            context.Dispose();
            WorkerHeap.Trim();
            return new IpoResult(result, warnings, new IpoTiming(parse, passes, write, Lap(ref start)));
        }
        finally
        {
            context.Dispose();
        }
    }

    private static LLVMOpaqueModule* Parse(LlvmContext context, InputModule input)
    {
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(input.Name));
        // Names of values decide nothing, and cost time and memory; linkers drop them too.
        LLVM.ContextSetDiscardValueNames(context.Handle, 1);
        LLVMOpaqueModule* module = null;
        // Its verifier speaks on stderr when debug information is broken; its text becomes a diagnostic or an error as well.
        _ = StandardErrorText.Listen(() => module = WholeModule.Parse(context, input.Bytes, input.Name));
        return module;
    }

    private static TimeSpan Lap(ref long start)
    {
        long now = Stopwatch.GetTimestamp();
        TimeSpan lap = Stopwatch.GetElapsedTime(start, now);
        start = now;
        return lap;
    }
}
