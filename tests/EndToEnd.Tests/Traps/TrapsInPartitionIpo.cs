namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>The traps when partitions import bodies and inline them. LTO_PAR_TEST_FULL=1: at every partition count.</summary>
public sealed class TrapsInPartitionIpo() : TrapTests("partition-ipo", TestForm.IsFull ? Every : s_some)
{
    private static readonly int[] s_some = [2, 4];

    [Theory]
    [MemberData(nameof(RedProofs), "partition-ipo")]
    public void Goes_wrong_without_its_rule(string trap, string rule) => AssertRed(trap, rule);
}
