namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>
/// Inputs on which partitioners go wrong (docs/traps.md): each is cut at every partition count from 1 to 8 and with every group apart, linked,
/// run, and must do what one partition does. And each goes wrong, in the way that its entry says, when the rule it is about is off.
/// </summary>
public abstract class TrapTests(string stage)
{
    private static readonly string[] s_cuts = ["1", "2", "3", "4", "5", "6", "7", "8", "max"];

    public static TheoryData<string> Names() => new(AllTraps.List.Select(t => t.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Behaves_as_one_partition_does_at_every_cut(string name)
    {
        using TrapWorkshop workshop = new(AllTraps.Find(name), stage);
        foreach (string cut in s_cuts)
        {
            (Red Red, string Says)? failure = workshop.Try(cut);
            Assert.True(failure is null, $"{name} at {cut}: {failure?.Red}: {failure?.Says}");
        }
    }

    public static TheoryData<string, string> RedProofs(string stage)
    {
        TheoryData<string, string> proofs = [];
        foreach (Trap trap in AllTraps.List)
        {
            foreach (Proof proof in trap.Proofs.Where(p => p.Stage == stage))
            {
                proofs.Add(trap.Name, proof.Rule);
            }
        }

        return proofs;
    }

    protected void AssertRed(string name, string rule)
    {
        Trap trap = AllTraps.Find(name);
        Proof proof = trap.Proofs.Single(p => p.Rule == rule);
        using TrapWorkshop workshop = new(trap, stage);
        (Red Red, string Says)? failure = workshop.Try(proof.Cut, rule);
        Assert.True(failure is not null, $"{name} at {proof.Cut} is well without {rule}");
        Assert.True(failure.Value.Red == proof.Red, $"{name} at {proof.Cut} without {rule}: {failure.Value.Red}, not {proof.Red}: {failure.Value.Says}");
        Assert.Contains(proof.Says, failure.Value.Says, StringComparison.Ordinal);
    }
}
