namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>The traps when partitions import bodies and inline them.</summary>
public sealed class TrapsInPartitionIpo() : TrapTests("partition-ipo")
{
    [Theory]
    [MemberData(nameof(RedProofs), "partition-ipo")]
    public void Goes_wrong_without_its_rule(string trap, string rule) => AssertRed(trap, rule);
}
