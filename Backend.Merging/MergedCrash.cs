using LtoPar.Platform.Crashes;

namespace LtoPar.Backend.Merging;

/// <summary>LLVM gave up on the merged module, which is half way through the passes by then: it has to be merged once more to be looked at.</summary>
internal sealed class MergedCrash(string name) : ICrashReport
{
    public string Describe(string reason) =>
        $"{name}: inter-procedural optimisation: {reason}; 'lto-par link JOB --emit-merged=merged.bc' writes the module, and 'lto-par ipo "
            + "merged.bc' shows it again";

    public string? WriteReproducer() => null;
}
