namespace LtoPar.Driver.Reports;

/// <summary>One phase of a run.</summary>
/// <param name="Started">The time when it began, counted from the start of the run.</param>
internal readonly record struct Phase(string Name, TimeSpan Started, TimeSpan Wall)
{
    /// <summary>Processor time of the whole process meanwhile; zero where nobody looked.</summary>
    public TimeSpan Cpu { get; init; }
}
