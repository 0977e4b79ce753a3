using LtoPar.Backend.Partitions;
using LtoPar.Platform.Crashes;

namespace LtoPar.Backend.Ipo;

/// <summary>LLVM gave up in the prefix: the input's bytes and the command that runs the prefix alone show it again.</summary>
/// <param name="bitcode">Stays where it is as long as this is entered.</param>
internal sealed unsafe class IpoCrash(byte* bitcode, long length, string name, CompileOptions options) : ICrashReport
{
    public string Describe(string reason) => $"{name}: inter-procedural optimisation: {reason}";

    public string WriteReproducer() =>
        Reproducer.Write("ipo", "merged.bc", new ReadOnlySpan<byte>(bitcode, checked((int)length)), "ipo.bc", options.ToIpoArguments());
}
