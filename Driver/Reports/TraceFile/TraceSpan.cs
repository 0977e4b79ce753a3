namespace LtoPar.Driver.Reports.TraceFile;

/// <summary>
/// A span of time in whole microseconds since the run began. Its ends are rounded down, not its length: so what follows another or lies in it does so in
/// the file too.
/// </summary>
internal readonly record struct TraceSpan(long Start, long End)
{
    public static TraceSpan Of(TimeSpan start, TimeSpan end) => new(Microseconds(start), Microseconds(end));

    public static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The part of it that is in another.</summary>
    public TraceSpan Within(TraceSpan other) => new(Math.Clamp(Start, other.Start, other.End), Math.Clamp(End, other.Start, other.End));
}
