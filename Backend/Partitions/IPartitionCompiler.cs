using LtoPar.Platform;

namespace LtoPar.Backend.Partitions;

/// <summary>
/// Compiles a partition's bytes outside of this process. It knows the options already; the result is the one that <see cref="PartitionCompiler"/> gives here.
/// All workers use it at a time.
/// </summary>
public interface IPartitionCompiler
{
    /// <param name="bitcode">A whole bitcode module.</param>
    /// <param name="name">The subject of messages.</param>
    /// <param name="parts">What is wanted besides the object.</param>
    /// <exception cref="LtoParException">LLVM refuses the module, reports an error while compiling it, or gave up twice.</exception>
    PartitionResult Compile(ReadOnlySpan<byte> bitcode, string name, int partition, ResultParts parts);
}
