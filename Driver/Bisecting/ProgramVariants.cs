using LtoPar.Backend;
using LtoPar.Backend.Carving;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.Compilation;
using LtoPar.Linkage;

namespace LtoPar.Driver.Bisecting;

/// <summary>
/// Programs of the same partitions that are mixed of good and bad objects. The names and what partitions know of each other are the same in both, so that any
/// mixture links.
/// </summary>
/// <param name="areGiven">The bad objects come from elsewhere, so that they cannot be compiled with other switches.</param>
internal sealed class ProgramVariants(
    PlannedProgram planned, VariantCompiler compiler, IReadOnlyList<byte[]> good, IReadOnlyList<byte[]> bad, bool areGiven)
{
    private readonly Dictionary<int, byte[]> _bitcode = [];

    /// <summary>By partition, and the functions of it that are optimised.</summary>
    private readonly Dictionary<(int Partition, string Functions), PartitionResult> _compiled = [];

    /// <summary>What was found, and is no longer looked for.</summary>
    private readonly HashSet<Suspect> _known = [];

    public IReadOnlyList<byte[]> Good => good;

    public IReadOnlyList<byte[]> Bad => bad;

    public bool AreGiven => areGiven;

    public CompileOptions Options => planned.Program.Pipeline.Options;

    /// <summary>The partitions whose objects differ, but for those that are known to be bad as a whole.</summary>
    public IReadOnlyList<int> Suspects =>
        [.. Enumerable.Range(0, good.Count).Where(p => !_known.Contains(new Suspect(p, null)) && !good[p].AsSpan().SequenceEqual(bad[p]))];

    /// <returns>The functions that are not known to be bad; null: they cannot be switched.</returns>
    public IReadOnlyList<string>? FunctionsOf(int partition) =>
        areGiven ? null : [.. Functions(partition).Where(name => !_known.Contains(new Suspect(partition, name)))];

    /// <summary>Takes what is known to be bad out of the suspects: it is good from now on, unless a mixture names it.</summary>
    public void Exclude(IEnumerable<Suspect> found) => _known.UnionWith(found);

    public IReadOnlyList<byte[]> Of(Mixture mixture)
    {
        byte[][] objects = [.. good];
        foreach ((int partition, HashSet<string>? on) in mixture.Partitions)
        {
            bool isWhole = on is null && (areGiven || !_known.Any(k => k.Partition == partition && k.Function is not null));
            objects[partition] = isWhole ? bad[partition] : Compile(on ?? [.. FunctionsOf(partition)!], partition).Object;
        }

        return objects;
    }

    /// <summary>A partition in which these functions alone are optimised.</summary>
    /// <param name="on">Null: all are that are not known to be bad.</param>
    public byte[] BitcodeWith(HashSet<string>? on, int partition)
    {
        if (!_bitcode.TryGetValue(partition, out byte[]? bitcode))
        {
            _bitcode[partition] = bitcode = Carver.Carve(planned.Program.Input.Whole, planned.Plan, partition);
        }

        on ??= [.. FunctionsOf(partition) ?? []];
        HashSet<string> off = areGiven ? [] : [.. Functions(partition).Where(name => !on.Contains(name))];
        return off.Count == 0 ? bitcode : FunctionSwitch.TurnOff(bitcode, planned.Program.Input.Name, off);
    }

    /// <summary>All functions of a partition that have a name.</summary>
    public IReadOnlyList<string> Functions(int partition)
    {
        SymbolPlan plan = planned.Plan;
        return
        [
            .. plan.Partitions.Partitions[partition].Symbols
                .Where(s => plan.Graph.Symbols.IsFunction(s) && plan.Names[s].Length > 0)
                .Select(s => plan.Names[s]),
        ];
    }

    /// <summary>Compiles a partition in which these functions alone are optimised: once, for a set is tried, confirmed and written.</summary>
    public PartitionResult Compile(HashSet<string> on, int partition)
    {
        (int, string) key = (partition, string.Join('\n', on.Order(StringComparer.Ordinal)));
        if (!_compiled.TryGetValue(key, out PartitionResult? found))
        {
            _compiled[key] = found = compiler.Compile(BitcodeWith(on, partition), partition, Options);
        }

        return found;
    }
}
