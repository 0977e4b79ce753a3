namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>The traps when passes run on each partition.</summary>
public sealed class TrapsInPostIpo() : TrapTests("post-ipo")
{
    [Theory]
    [MemberData(nameof(RedProofs), "post-ipo")]
    public void Goes_wrong_without_its_rule(string trap, string rule) => AssertRed(trap, rule);
}
