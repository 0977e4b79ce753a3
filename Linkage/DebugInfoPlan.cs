using LtoPar.CallGraph;
using LtoPar.Partitioner;

namespace LtoPar.Linkage;

/// <summary>
/// Says where debug information is once it is partitioned. A type that a debugger finds by name is complete in one partition, its owner (docs/glossary.md), and
/// wherever its layout is needed; where it is only pointed at it is declared. A compile unit's lists (enumerations, retained types, imports) are carried by one
/// partition, its owner.
/// </summary>
public sealed class DebugInfoPlan
{
    /// <summary>The plan for modules without debug information, and for a module that is not cut.</summary>
    public static readonly DebugInfoPlan Whole = new([], [], [], []);

    private readonly Dictionary<string, int> _typeOwners;
    private readonly HashSet<(int Partition, string Type)> _alsoComplete;
    private readonly int[] _unitOwners;
    private readonly IReadOnlyList<SubprogramName?> _subprograms;

    internal DebugInfoPlan(
        Dictionary<string, int> typeOwners, HashSet<(int Partition, string Type)> alsoComplete, int[] unitOwners, IReadOnlyList<SubprogramName?> subprograms)
    {
        _typeOwners = typeOwners;
        _alsoComplete = alsoComplete;
        _unitOwners = unitOwners;
        _subprograms = subprograms;
    }

    public int UnitCount => _unitOwners.Length;

    public bool IsWhole => _unitOwners.Length == 0;

    /// <summary>The partition where a type is complete whoever refers to it; null: the type has no owner and is complete wherever it is needed.</summary>
    public int? OwnerOf(string type) => _typeOwners.TryGetValue(type, out int owner) ? owner : null;

    /// <summary>Whether the type is declared in this partition, which then finds its definition in another.</summary>
    public bool IsDeclaredIn(string type, int partition) =>
        _typeOwners.TryGetValue(type, out int owner) && owner != partition && !_alsoComplete.Contains((partition, type));

    /// <summary>The partition that carries the lists of a compile unit.</summary>
    public int OwnerOfUnit(int unit) => _unitOwners[unit];

    /// <summary>The names of a function in debug information; null: other partitions do not declare it.</summary>
    public SubprogramName? SubprogramOf(int symbol) => _subprograms[symbol];
}
