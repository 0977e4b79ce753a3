using LtoPar.Backend.Partitions;
using LtoPar.Platform.Crashes;

namespace LtoPar.Backend.Ipo;

/// <summary>Reports that LLVM gave up in the prefix: the input's bytes and the command that runs the prefix alone reproduce it.</summary>
/// <param name="bitcode">The bytes have to stay where they are as long as the report is entered.</param>
internal sealed unsafe class IpoCrash(byte* bitcode, long length, string name, CompileOptions options) : ICrashReport
{
    public string Describe(string reason) => $"{name}: inter-procedural optimisation: {reason}";

    public string WriteReproducer() =>
        Reproducer.Write("ipo", "merged.bc", new ReadOnlySpan<byte>(bitcode, checked((int)length)), "ipo.bc", options.ToIpoArguments());
}
