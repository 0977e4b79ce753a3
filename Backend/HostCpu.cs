using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Native;

namespace LtoPar.Backend;

/// <summary>Resolves "native" in -mcpu and -mattr, and refuses unknown names (llc warns, ignores them, and makes code for something else).</summary>
public static unsafe class HostCpu
{
    /// <summary>Replaces -mcpu=native by the host's processor and features, so that the result depends on text alone.</summary>
    public static CompileOptions Resolve(CompileOptions options)
    {
        if (options.Cpu != "native")
        {
            return options;
        }

        string cpu = LlvmText.TakeMessage(LLVM.GetHostCPUName());
        string features = LlvmText.TakeMessage(LLVM.GetHostCPUFeatures());
        return options with { Cpu = cpu, Features = options.Features is null ? features : $"{features},{options.Features}" };
    }

    /// <summary>
    /// Creates a target machine once and listens: the C API has no list of processors, and LLVM reports unknown names on stderr only. Must be called before
    /// there are workers, since it redirects the process's stderr for a moment.
    /// </summary>
    /// <exception cref="LtoParException">The target, the processor or a feature is unknown.</exception>
    public static void Check(ModuleFacts module, CompileOptions options, string file) =>
        Check(new ModuleTarget(module.Triple, module.DataLayout, module.PicLevel, module.CodeModel, module.TargetAbi), options, file);

    /// <inheritdoc cref="Check(ModuleFacts, CompileOptions, string)"/>
    public static void Check(ModuleTarget target, CompileOptions options, string file)
    {
        if (options.Cpu is null && options.Features is null)
        {
            TargetMachine.Create(target, options, file).Dispose();
            return;
        }

        string said = StandardErrorText.Listen(() => TargetMachine.Create(target, options, file).Dispose());
        string[] problems = [.. said.Split('\n').Where(line => line.Contains("is not a recognized", StringComparison.Ordinal))];
        if (problems.Length == 0)
        {
            return;
        }

        string problem = problems[0].Split(" (", 2)[0].Trim();
        string option = problem.Contains("processor", StringComparison.Ordinal) ? "-mcpu" : "-mattr";
        string triple = Targets.TripleOrHost(target.Triple);
        throw new LtoParException(null, $"{option}: {problem} ({triple}); 'llc -mtriple={triple} -mcpu=help' lists what there is");
    }
}
