using System.Runtime.InteropServices;
using LtoPar.Bitcode.DebugInfo;

namespace LtoPar.Bitcode.Metadata;

/// <summary>Metadata as compressed rows, one a record: its kind and its references. Strings come first.</summary>
public sealed class MetadataRows
{
    private readonly List<MetadataCode> _codes = [];
    private readonly List<int> _firstTarget = [0];
    private readonly List<int> _targets = [];
    private readonly List<byte> _operands = [];
    private readonly List<DebugNeed> _needs = [];
    private readonly Action<int, int, DebugNeed> _addTarget;

    public MetadataRows()
    {
        _addTarget = AddTarget;
    }

    public int Count => _codes.Count;

    public MetadataCode CodeOf(int row) => _codes[row];

    /// <summary>The metadata that a record refers to.</summary>
    public ReadOnlySpan<int> TargetsOf(int row) => Slice(_targets, row);

    /// <summary>The operand of each of <see cref="TargetsOf"/>; of lists, which can be longer than a byte counts, at most 255.</summary>
    public ReadOnlySpan<byte> OperandsOf(int row) => Slice(_operands, row);

    /// <summary>How much of a type each of <see cref="TargetsOf"/> needs.</summary>
    public ReadOnlySpan<DebugNeed> NeedsOf(int row) => Slice(_needs, row);

    /// <summary>The number that an operand refers to; -1: nothing.</summary>
    public int TargetOf(int row, int operand) => OperandsOf(row).IndexOf((byte)operand) is >= 0 and int at ? TargetsOf(row)[at] : -1;

    /// <summary>Whether every reference is to one of the first so many records.</summary>
    public bool ReferWithin(int count) => _targets.TrueForAll(t => (uint)t < (uint)count);

    public void AddStrings(int count)
    {
        for (int i = 0; i < count; i++)
        {
            EndRow(MetadataCode.String);
        }
    }

    public void Add(MetadataCode code, List<ulong> record)
    {
        MetadataReferences.Of(code, record, _addTarget);
        EndRow(code);
    }

    private void AddTarget(int operand, int target, DebugNeed need)
    {
        _targets.Add(target);
        _operands.Add((byte)Math.Min(operand, byte.MaxValue));
        _needs.Add(need);
    }

    private void EndRow(MetadataCode code)
    {
        _codes.Add(code);
        _firstTarget.Add(_targets.Count);
    }

    private ReadOnlySpan<T> Slice<T>(List<T> list, int row) => CollectionsMarshal.AsSpan(list)[_firstTarget[row].._firstTarget[row + 1]];
}
