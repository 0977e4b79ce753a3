namespace LtoPar.CallGraph;

/// <summary>Two symbols that must share a partition, and why. Ordinals, First &lt; Second.</summary>
public readonly record struct Tie(int First, int Second, TieReason Reason) : IComparable<Tie>
{
    public static Tie Of(int a, int b, TieReason reason) => a < b ? new(a, b, reason) : new(b, a, reason);

    public int CompareTo(Tie other) => (First, Second, Reason).CompareTo((other.First, other.Second, other.Reason));
}
