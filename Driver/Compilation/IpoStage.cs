using LtoPar.Backend;
using LtoPar.Backend.Ipo;
using LtoPar.Driver.Reports;
using LtoPar.Llvm;

namespace LtoPar.Driver.Compilation;

/// <summary>--stage=ipo: the module to be cut is what the prefix makes of the input.</summary>
internal static class IpoStage
{
    /// <summary>The options for the rest of the way.</summary>
    public static CompileOptions AfterIpo(CompileOptions options) => options.Stage switch
    {
        Stage.Ipo => options with { Stage = Stage.PostInline },
        Stage.ParallelIpo => options with { Stage = Stage.PartitionIpo },
        _ => options,
    };

    /// <summary>Runs the prefix on the input, which is let go.</summary>
    /// <param name="options">Their stage is what the result is input for.</param>
    /// <returns>Named as the input; the caller disposes of it.</returns>
    public static InputModule RunPrefix(InputModule input, CompileOptions options, Phases phases, ProgramWarnings warnings)
    {
        using InputModule merged = input;
        phases.Say($"IPO of {merged.Name}, {merged.Length} bytes: {string.Join(' ', options.ToIpoArguments())}");
        TimeSpan started = phases.Now;
        IpoResult result = IpoPrefix.Run(merged, options);
        started = phases.Add("ipo read", started, result.Timing.Parse);
        started = phases.Add("ipo", started, result.Timing.Passes);
        started = phases.Add("ipo write", started, result.Timing.Write);
        phases.Add("ipo free", started, result.Timing.Dispose);
        foreach (string text in result.Diagnostics)
        {
            warnings.Say($"{merged.Name}: {text}");
        }

        result.Module.ContentHash = merged.ContentHash;
        return result.Module;
    }
}
