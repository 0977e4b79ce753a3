namespace LtoPar.Platform.Native;

/// <summary>The processor time of the processes that this one has started and waited for.</summary>
public static unsafe class ChildTime
{
    private const int Children = -1;

    /// <summary>The 64-bit words of struct rusage: two times of two words each come first.</summary>
    private const int Words = 18;

    public static TimeSpan Now()
    {
        long* usage = stackalloc long[Words];
        return Posix.ReadUsage(Children, usage) == 0
            ? TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3])
            : throw new InvalidOperationException("the system does not tell the processor time of processes that have ended");
    }
}
