namespace LtoPar.Backend.Partitions;

/// <summary>
/// The times that the steps of one partition take. Optimize begins with parsing the bytes, where there are any, and with verifying; Emit ends when the memory
/// is given back.
/// </summary>
public readonly record struct StageTimes(TimeSpan Carve, TimeSpan Optimize, TimeSpan Emit)
{
    public TimeSpan Total => Carve + Optimize + Emit;

    public static StageTimes FromMilliseconds(double carve, double optimize, double emit) =>
        new(TimeSpan.FromMilliseconds(carve), TimeSpan.FromMilliseconds(optimize), TimeSpan.FromMilliseconds(emit));
}
