using System.Globalization;
using System.Text;
using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>
/// The partition that defines each symbol. Every symbol for which <see cref="SymbolTable.NeedsPartition"/> holds is in exactly one partition; no
/// other symbol is in any.
/// </summary>
public sealed class PartitionPlan
{
    private readonly int[] _partitionOf;

    public PartitionPlan(
        IReadOnlyList<Partition> partitions, int[] partitionOf, int moduleAsmPartition, int maxFunctions, long maxSize, IReadOnlyList<string> notes)
    {
        Partitions = partitions;
        _partitionOf = partitionOf;
        ModuleAsmPartition = moduleAsmPartition;
        MaxFunctions = maxFunctions;
        MaxSize = maxSize;
        Notes = notes;
    }

    /// <summary>The partitions in link order; the list is never empty (a module without definitions is one empty partition).</summary>
    public IReadOnlyList<Partition> Partitions { get; }

    /// <summary>Indexed by symbol ordinal; -1 for a symbol no partition defines.</summary>
    public ReadOnlySpan<int> PartitionOf => _partitionOf;

    /// <summary>The partition that holds the module-level asm (when there is any).</summary>
    public int ModuleAsmPartition { get; }

    /// <summary>The bounds that the plan keeps to, after raising (<see cref="PartitionOptions.MaxPartitions"/>).</summary>
    public int MaxFunctions { get; }

    /// <summary>See <see cref="MaxFunctions"/>; instructions.</summary>
    public long MaxSize { get; }

    /// <summary>Partitions may exceed the bounds for the sake of local functions with one caller (<see cref="SingleCallerClusters"/>).</summary>
    public bool KeepsSingleCallers { get; init; }

    /// <summary>Remarks for the user: oversized groups, raised bounds.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>One line a symbol, ordered by partition and ordinal: <c>function main @@ p03</c>. The golden form of tests and --save-temps=plan.</summary>
    public string ToText(SymbolTable symbols)
    {
        StringBuilder text = new();
        foreach (Partition partition in Partitions)
        {
            foreach (int symbol in partition.Symbols)
            {
                text.Append(CultureInfo.InvariantCulture, $"{SymbolText.Describe(symbols, symbol)} @@ {SymbolText.PartitionName(partition.Id)}\n");
            }
        }

        return text.ToString();
    }
}
