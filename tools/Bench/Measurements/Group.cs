namespace LtoPar.Bench.Measurements;

/// <summary>The runs of one program in one stage: the tools that took turns.</summary>
internal sealed class Group
{
    private readonly Dictionary<(string Tool, int Run), Measurement> _runs = [];
    private readonly List<string> _tools = [];

    public Group(string program, string stage, IEnumerable<Measurement> measurements)
    {
        Program = program;
        Stage = stage;
        foreach (Measurement m in measurements)
        {
            if (!_tools.Contains(m.Tool))
            {
                _tools.Add(m.Tool);
            }

            _runs[(m.Tool, m.Run)] = m;
            Rounds = Math.Max(Rounds, m.Run);
        }
    }

    public string Program { get; }

    public string Stage { get; }

    /// <summary>The tools in order of appearance.</summary>
    public IReadOnlyList<string> Tools => _tools;

    public int Rounds { get; }

    public bool Has(string tool) => _tools.Contains(tool);

    public Summary Values(string tool, Column column) => Summary.Of(RunsOf(tool).Select(m => m.Value(column)));

    /// <summary>The ratios to another tool's run of the same round, of the rounds in which both were measured.</summary>
    public Summary Ratios(string tool, string against, Column column) => Summary.Of(
        from ours in RunsOf(tool)
        let theirs = _runs.GetValueOrDefault((against, ours.Run))
        where theirs is not null && theirs.Value(column) > 0
        select ours.Value(column) / theirs.Value(column));

    /// <summary>The groups in order of appearance.</summary>
    public static IReadOnlyList<Group> Of(IEnumerable<Measurement> measurements) =>
        [.. measurements.GroupBy(m => (m.Program, m.Stage)).Select(g => new Group(g.Key.Program, g.Key.Stage, g))];

    private IEnumerable<Measurement> RunsOf(string tool) =>
        Enumerable.Range(1, Rounds).Select(run => _runs.GetValueOrDefault((tool, run))).OfType<Measurement>();
}
