namespace LtoPar.Distribution.Running;

/// <summary>Where and when a job ran.</summary>
/// <param name="Object">The path of what it made, as the job file has it.</param>
/// <param name="Host">The machine; empty: this one.</param>
/// <param name="Started">The time when its first try began, counted from when the distributor did.</param>
public sealed record JobRun(string Object, string Host, TimeSpan Started, TimeSpan Ended);
