using LtoPar.CallGraph;
using LtoPar.Partitioner;

namespace LtoPar.Linkage;

/// <summary>
/// Says where debug information is once it is partitioned. A type that a debugger finds by name is complete in one partition, its home (docs/glossary.md), and
/// wherever its layout is needed; where it is only pointed at it is declared. A compile unit's lists (enumerations, retained types, imports)
/// are carried by one partition.
/// </summary>
public sealed class DebugInfoPlan
{
    /// <summary>The plan for modules without debug information, and for a module that is not cut.</summary>
    public static readonly DebugInfoPlan Whole = new([], [], [], []);

    private readonly Dictionary<string, int> _homes;
    private readonly HashSet<(int Partition, string Type)> _alsoComplete;
    private readonly int[] _unitHomes;
    private readonly IReadOnlyList<SubprogramName?> _subprograms;

    internal DebugInfoPlan(
        Dictionary<string, int> homes, HashSet<(int Partition, string Type)> alsoComplete, int[] unitHomes, IReadOnlyList<SubprogramName?> subprograms)
    {
        _homes = homes;
        _alsoComplete = alsoComplete;
        _unitHomes = unitHomes;
        _subprograms = subprograms;
    }

    public int UnitCount => _unitHomes.Length;

    public bool IsWhole => _unitHomes.Length == 0;

    /// <summary>The partition where a type is complete; null: wherever it is needed.</summary>
    public int? HomeOf(string type) => _homes.TryGetValue(type, out int home) ? home : null;

    /// <summary>A mention of the type in this partition finds its definition elsewhere.</summary>
    public bool IsAway(string type, int partition) =>
        _homes.TryGetValue(type, out int home) && home != partition && !_alsoComplete.Contains((partition, type));

    /// <summary>The partition that carries the lists of a compile unit.</summary>
    public int HomeOfUnit(int unit) => _unitHomes[unit];

    /// <summary>The names of a function in debug information; null: other partitions do not declare it.</summary>
    public SubprogramName? SubprogramOf(int symbol) => _subprograms[symbol];
}
