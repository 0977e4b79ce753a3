using LtoPar.CallGraph.Llvm;
using LtoPar.Partitioner;

namespace LtoPar.Backend;

/// <summary>
/// What a thread compiles, for the moment LLVM gives up. Neither report_fatal_error nor a crash can be returned from: the process must end. So
/// the partition is named, a reproducer written (the partition's bytes and the command that compiles them), temporary files removed, and the
/// exit status is 1.
/// </summary>
internal sealed unsafe class CrashContext : ICrashReport
{
    private readonly byte* _bitcode;
    private readonly int _length;
    private readonly string _name;
    private readonly int _partition;
    private readonly CompileOptions _options;

    private CrashContext(byte* bitcode, int length, string name, int partition, CompileOptions options)
    {
        _bitcode = bitcode;
        _length = length;
        _name = name;
        _partition = partition;
        _options = options;
    }

    /// <param name="bitcode">Must stay where it is until the result is disposed (native memory, or pinned).</param>
    public static IDisposable Enter(byte* bitcode, int length, string name, int partition, CompileOptions options)
    {
        FatalErrors.EnsureHandled();
        return NativeCrash.Enter(new CrashContext(bitcode, length, name, partition, options));
    }

    public string Describe(string reason) => $"{_name}: partition {SymbolText.PartitionName(_partition)}: {reason}";

    public string WriteReproducer()
    {
        string name = SymbolText.PartitionName(_partition);
        return Reproducer.Write("compile", name + ".bc", new ReadOnlySpan<byte>(_bitcode, _length), name + ".o", _options.ToArguments());
    }
}
