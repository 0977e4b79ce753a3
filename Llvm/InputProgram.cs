using LtoPar.Bitcode;

namespace LtoPar.Llvm;

/// <summary>
/// Owns the program as bitcode: one module, or segments of it, which are modules that refer to each other's symbols by name and are never in one context
/// together.
/// </summary>
public sealed class InputProgram : IDisposable
{
    private readonly InputModule[] _segments;

    /// <summary>Takes over a program that is one module.</summary>
    public InputProgram(InputModule whole)
    {
        Name = whole.Name;
        _segments = [whole];
    }

    /// <summary>Takes over the segments of a program.</summary>
    /// <param name="name">The subject of messages.</param>
    public InputProgram(string name, IReadOnlyList<InputModule> segments, SegmentLinkage linkage)
    {
        Name = name;
        _segments = [.. segments];
        Linkage = linkage;
    }

    public string Name { get; }

    /// <summary>The segments in link order; a program that is one module has one.</summary>
    public IReadOnlyList<InputModule> Segments => _segments;

    /// <summary>What holds of the segments together; null: the program is one module.</summary>
    public SegmentLinkage? Linkage { get; }

    /// <summary>The program as one module.</summary>
    /// <exception cref="InvalidOperationException">It is in segments.</exception>
    public InputModule Whole => Linkage is null ? _segments[0] : throw new InvalidOperationException($"{Name} is in segments");

    public long Length => _segments.Sum(s => s.Length);

    /// <summary>The extent of all segments together. A symbol counts in each segment that has it.</summary>
    public ModuleExtent Extent => _segments.Length == 1
        ? _segments[0].Extent
        : new ModuleExtent(
            _segments.Sum(s => s.Extent.Symbols), [.. _segments.SelectMany(s => s.Extent.Bodies.ToArray())], _segments.Sum(s => s.Extent.MetadataBytes));

    public IReadOnlyList<string> WholeReadings => [.. _segments.SelectMany(s => s.WholeReadings).Distinct(StringComparer.Ordinal)];

    public void Dispose()
    {
        Linkage?.Flags.Dispose();
        foreach (InputModule segment in _segments)
        {
            segment.Dispose();
        }
    }
}
