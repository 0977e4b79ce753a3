using System.Globalization;
using LtoPar.Backend.Partitions;

namespace LtoPar.Backend.Verification.Objects;

/// <summary>Two modes gave the same objects, byte for byte.</summary>
public static class SameBytes
{
    /// <param name="expectedMode">The name that messages give the mode of the first objects.</param>
    public static IEnumerable<Difference> Compare(
        IReadOnlyList<PartitionResult> expected, string expectedMode, IReadOnlyList<PartitionResult> found, string foundMode)
    {
        if (expected.Count != found.Count)
        {
            yield return Make($"mode '{foundMode}' gives {Text(found.Count)} objects; mode '{expectedMode}' gives {Text(expected.Count)}");
            yield break;
        }

        for (int i = 0; i < expected.Count; i++)
        {
            ReadOnlySpan<byte> left = expected[i].Object;
            ReadOnlySpan<byte> right = found[i].Object;
            int same = left.CommonPrefixLength(right);
            if (same < left.Length || same < right.Length)
            {
                string sizes = left.Length == right.Length ? "" : $" ({Text(right.Length)} bytes; expected {Text(left.Length)})";
                yield return Make($"the object of {Words.Partition(expected[i].Partition)} differs between modes '{expectedMode}' and "
                    + $"'{foundMode}', first at byte {Text(same)}{sizes}");
            }
        }
    }

    private static Difference Make(string text) => new(nameof(SameBytes), text);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
