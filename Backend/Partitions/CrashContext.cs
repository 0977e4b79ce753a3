using LtoPar.Partitioner;
using LtoPar.Platform.Crashes;

namespace LtoPar.Backend.Partitions;

/// <summary>
/// Knows which partition a thread compiles, for the moment LLVM gives up. Neither report_fatal_error nor a crash can be returned from: the process must end. So
/// the partition is named, a reproducer written (the partition's bytes and the command that compiles them), temporary files removed, and the exit status is 1.
/// </summary>
internal sealed class CrashContext : ICrashReport
{
    private readonly Func<byte[]> _bitcode;
    private readonly string _name;
    private readonly int _partition;
    private readonly CompileOptions _options;

    private CrashContext(Func<byte[]> bitcode, string name, int partition, CompileOptions options)
    {
        _bitcode = bitcode;
        _name = name;
        _partition = partition;
        _options = options;
    }

    /// <param name="bitcode">Makes the partition's bytes: called when LLVM has given up, on another thread perhaps, until the result is disposed.</param>
    public static IDisposable Enter(Func<byte[]> bitcode, string name, int partition, CompileOptions options)
    {
        return NativeCrash.Enter(new CrashContext(bitcode, name, partition, options));
    }

    public bool MayStartAgain => true;

    public string Describe(string reason) => $"{_name}: partition {SymbolText.PartitionName(_partition)}: {reason}";

    public string WriteReproducer()
    {
        string name = SymbolText.PartitionName(_partition);
        return Reproducer.Write("compile", name + ".bc", _bitcode(), name + ".o", _options.ToArguments());
    }
}
