using LtoPar.Backend;
using LtoPar.Backend.Carving;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.Compilation;
using LtoPar.Linkage;
using LtoPar.Platform.Threads;

namespace LtoPar.Driver.Bisecting;

/// <summary>
/// Programs of the same partitions that are mixed of good and bad objects. The names and what partitions know of each other are the same in both, so that any
/// mixture links.
/// </summary>
internal sealed class ProgramVariants(PlannedProgram planned, IReadOnlyList<byte[]> good, IReadOnlyList<byte[]> bad)
{
    private readonly Dictionary<int, byte[]> _bitcode = [];

    /// <summary>By partition, and the functions of it that are optimised.</summary>
    private readonly Dictionary<(int Partition, string Functions), byte[]> _objects = [];

    public IReadOnlyList<byte[]> Good => good;

    public IReadOnlyList<byte[]> Bad => bad;

    public CompileOptions Options => planned.Program.Pipeline.Options;

    /// <summary>The partitions whose objects differ.</summary>
    public IReadOnlyList<int> Suspects => [.. Enumerable.Range(0, good.Count).Where(p => !good[p].AsSpan().SequenceEqual(bad[p]))];

    public IReadOnlyList<byte[]> WithPartitions(IReadOnlyList<int> on) => [.. good.Select((o, p) => on.Contains(p) ? bad[p] : o)];

    public IReadOnlyList<SuspectFunction> FunctionsOf(IReadOnlyList<int> partitions)
    {
        SymbolPlan plan = planned.Plan;
        return
        [
            .. partitions.SelectMany(p => plan.Partitions.Partitions[p].Symbols
                .Where(s => plan.Graph.Symbols.IsFunction(s) && plan.Names[s].Length > 0)
                .Select(s => new SuspectFunction(p, plan.Names[s]))),
        ];
    }

    /// <summary>The program in which these functions alone are optimised, of partitions that are compiled for it.</summary>
    /// <param name="partitions">All partitions in which functions are switched; the others are good.</param>
    public IReadOnlyList<byte[]> WithFunctions(IReadOnlyList<SuspectFunction> on, IReadOnlyList<int> partitions)
    {
        byte[][] objects = [.. good];
        WorkerThreads.Run(1, _ =>
        {
            foreach (int partition in partitions)
            {
                objects[partition] = Compile(on, partition);
            }
        });
        return objects;
    }

    /// <summary>A partition in which these functions alone are optimised.</summary>
    public byte[] BitcodeWith(IReadOnlyList<SuspectFunction> on, int partition)
    {
        if (!_bitcode.TryGetValue(partition, out byte[]? bitcode))
        {
            _bitcode[partition] = bitcode = Carver.Carve(planned.Program.Input.Whole, planned.Plan, partition);
        }

        HashSet<string> off = [.. FunctionsOf([partition]).Except(on).Select(f => f.Name)];
        return off.Count == 0 ? bitcode : FunctionSwitch.TurnOff(bitcode, planned.Program.Input.Name, off);
    }

    /// <summary>Compiles a partition in which these functions alone are optimised: once, for a set is tried, confirmed and written.</summary>
    private byte[] Compile(IReadOnlyList<SuspectFunction> on, int partition)
    {
        (int, string) key = (partition, string.Join('\n', on.Where(f => f.Partition == partition).Select(f => f.Name)));
        if (!_objects.TryGetValue(key, out byte[]? found))
        {
            _objects[key] = found = PartitionCompiler.Compile(BitcodeWith(on, partition), planned.Program.Input.Name, partition, Options).Object;
        }

        return found;
    }
}
