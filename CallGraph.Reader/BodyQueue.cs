using LtoPar.Bitcode;

namespace LtoPar.CallGraph.Reader;

/// <summary>
/// Hands the bodies out to the readers, in their order, a few at a time. In all rounds but the last a share is full at its part of their
/// bytes; the shares of the last round take what is left, the faster reader more.
/// </summary>
/// <param name="batch">The number of bodies that a reader takes at a time.</param>
internal sealed class BodyQueue(ModuleExtent extent, ReadingPlan plan, int batch)
{
    private int _opened;
    private int _next;

    public ReadingPlan Plan => plan;

    /// <summary>Most shares that there can be.</summary>
    public int Shares => plan.Readers * plan.Rounds;

    /// <summary>Opens the next share.</summary>
    /// <param name="bytes">It is full when it has as many.</param>
    /// <returns>Its number, from 0.</returns>
    public int Open(out long bytes)
    {
        int share = Interlocked.Increment(ref _opened) - 1;
        bytes = share < Shares - plan.Readers ? extent.BodyBytes / Shares : long.MaxValue;
        return share;
    }

    /// <param name="bodies">The number of the module's bodies.</param>
    public bool AnyLeft(int bodies) => Volatile.Read(ref _next) < bodies;

    /// <returns>The next bodies; an empty range when all have been taken.</returns>
    public Range Take(int bodies, out long bytes)
    {
        int first = Math.Min(Interlocked.Add(ref _next, batch) - batch, bodies);
        int end = Math.Min(first + batch, bodies);
        bytes = 0;
        foreach (int body in extent.Bodies[Math.Min(first, extent.Bodies.Length)..Math.Min(end, extent.Bodies.Length)])
        {
            bytes += body;
        }

        return first..end;
    }
}
