using LtoPar.Platform.Crashes;

namespace LtoPar.Llvm;

/// <summary>Reports that LLVM's bitcode reader crashed on the input: it is not hardened against malformed records.</summary>
public sealed class ReadingCrash(string file) : ICrashReport
{
    public string Describe(string reason) =>
        $"{file}: {reason} while reading this module: it is corrupt, or LLVM has a bug; check it with 'llvm-dis', or write it again";

    public string? WriteReproducer() => null;
}
