namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>The traps when only code is generated.</summary>
public sealed class TrapsInCodegen() : TrapTests("codegen")
{
    [Theory]
    [MemberData(nameof(RedProofs), "codegen")]
    public void Goes_wrong_without_its_rule(string trap, string rule) => AssertRed(trap, rule);

    [Fact]
    public void Every_rule_is_proved_and_every_trap_documented() => AssertComplete();
}
