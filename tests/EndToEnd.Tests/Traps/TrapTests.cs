namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>
/// Inputs on which partitioners go wrong (docs/traps.md): each is cut into three partitions, with LTO_PAR_TEST_FULL=1 into every number from 1 to 8, and
/// with every group apart, linked, run, and must do what one partition does. And each goes wrong, in the way that its entry says, when the
/// rule it is about is off.
/// </summary>
/// <param name="stage">As <see cref="TrapWorkshop"/> has it.</param>
public abstract class TrapTests(string stage)
{
    /// <summary>The partition counts that are tried beside every group apart, ascending.</summary>
    internal static IReadOnlyList<int> Counts { get; } = TestForm.IsFull ? [.. Enumerable.Range(1, 8)] : [3];

    public static TheoryData<string> Names() => new(AllTraps.List.Select(t => t.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Behaves_as_one_partition_does_at_every_cut(string name)
    {
        using TrapWorkshop workshop = new(AllTraps.Find(name), stage);
        AssertWell(workshop, name, "max");
        foreach (int count in Counts)
        {
            AssertWell(workshop, name, $"{count}");
            if (workshop.Partitions < count)
            {
                // The bound was not reached, so larger ones give the very same cut.
                break;
            }
        }
    }

    /// <summary>The lists of --disable-rule=help, of the traps and of docs/traps.md are the same.</summary>
    protected static void AssertComplete()
    {
        string documentation = File.ReadAllText(Path.Combine(Tools.Root, "docs/traps.md"));
        string[] rules = [.. Tools.Check(Tools.LtoPar, "--disable-rule=help").Split(
            '\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];
        string[] proved = [.. AllTraps.List.SelectMany(t => t.Proofs).SelectMany(p => p.Rule.Split(','))];
        Assert.Equal(rules.Order(StringComparer.Ordinal), proved.Distinct().Order(StringComparer.Ordinal));
        Assert.All(rules, rule => Assert.Contains($"`{rule}`", documentation, StringComparison.Ordinal));
        Assert.All(
            AllTraps.List.SelectMany(t => t.Inputs),
            input => Assert.Contains(
                input.EndsWith("_b.c", StringComparison.Ordinal) ? "_b.c" : input.Replace("key.cpp", "key.ll", StringComparison.Ordinal),
                documentation, StringComparison.Ordinal));
        Assert.All(AllTraps.List.Where(t => t.Name != "common.ll"), trap => Assert.NotEmpty(trap.Proofs));
        Assert.All(AllTraps.List.SelectMany(t => t.Proofs), proof => Assert.NotEmpty(proof.Says));
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

    private static void AssertWell(TrapWorkshop workshop, string name, string cut)
    {
        (Red Red, string Says)? failure = workshop.Try(cut);
        Assert.True(failure is null, $"{name} at {cut}: {failure?.Red}: {failure?.Says}");
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
