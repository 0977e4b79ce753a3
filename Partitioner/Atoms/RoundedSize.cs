using System.Numerics;

namespace LtoPar.Partitioner.Atoms;

/// <summary>
/// The size of a function as the cut counts it: rounded up to four steps between two powers of two. Cutting fills partitions to the brim, so that an
/// instruction more in a large function would push another one over it, and two partitions were compiled for one edit (a fifth of the changes that
/// people made to lua). With steps, most edits leave every size as it was. Sizes are a twelfth larger on average, and partitions as much smaller than the
/// bound says.
/// </summary>
internal static class RoundedSize
{
    private const int StepBits = 2;

    /// <param name="instructions">0 or more.</param>
    public static long Of(long instructions)
    {
        int bits = BitOperations.Log2((ulong)Math.Max(instructions, 1));
        long step = 1L << Math.Max(0, bits - StepBits);
        return (instructions + step - 1) / step * step;
    }
}
