using System.Globalization;
using System.Text;
using LtoPar.Bench.Measurements;

namespace LtoPar.Bench.Reports;

/// <summary>The measurements as text: for each group the median and range of each tool, then the ratios that matter with their limits.</summary>
internal sealed class Table
{
    private readonly Bars _bars;
    private readonly int _jobs;
    private readonly StringBuilder _text = new();

    private Table(Bars bars, int jobs)
    {
        _bars = bars;
        _jobs = jobs;
    }

    /// <summary>Whether every bar is met for which there is a measurement.</summary>
    private bool Passed { get; set; } = true;

    public static (string Text, bool Passed) Print(IReadOnlyList<Group> groups, Bars bars, int jobs)
    {
        Table table = new(bars, jobs);
        foreach (Group group in groups)
        {
            table.Add(group);
        }

        return (table._text.ToString(), table.Passed);
    }

    private void Add(Group group)
    {
        string stage = group.Stage;
        Line($"\n{group.Program}, {Stages.Phrase(stage)}, {group.Rounds} round{(group.Rounds == 1 ? "" : "s")}: median (range), and ratios within a round");
        Row("", Columns.All.Select(c => c.Title()));
        foreach (string tool in group.Tools)
        {
            Row(Stages.Label(tool, stage, _jobs), Columns.All.Select(c => Range(group.Values(tool, c), c, Numbers.Short)));
            if (tool != Stages.Base(stage))
            {
                AddRatios(group, tool, Stages.Base(stage));
            }

            foreach (string against in _bars.AgainstOf(stage, tool).Where(a => a != Stages.Base(stage)))
            {
                AddRatios(group, tool, against);
            }
        }
    }

    private void AddRatios(Group group, string tool, string against)
    {
        if (!group.Has(against))
        {
            return;
        }

        Summary[] ratios = [.. Columns.All.Select(c => group.Ratios(tool, against, c))];
        Row(
            $"  to {Stages.Label(against, group.Stage, _jobs)}",
            Columns.All.Select((c, i) => Range(ratios[i], c, v => Numbers.Fixed(v, c == Column.Text ? 4 : 3))));
        Passed &= AddLimits("bar", [.. Columns.All.Select(c => _bars.Bar(group.Stage, tool, against, c))], ratios);
        AddLimits("goal", [.. Columns.All.Select(c => _bars.Goal(group.Stage, tool, against, c))], ratios);
    }

    /// <summary>Adds a line of limits below a line of ratios, if there are limits.</summary>
    /// <returns>Whether all of them are met.</returns>
    private bool AddLimits(string name, Limit?[] limits, Summary[] ratios)
    {
        if (limits.All(l => l is null))
        {
            return true;
        }

        Row($"    {name}", limits.Select((l, i) => l is null ? "-" : $"{l} {(l.IsMetBy(ratios[i]) ? "ok" : "MISSED")}"));
        return limits.Select((l, i) => l is null || l.IsMetBy(ratios[i])).All(met => met);
    }

    private static string Range(Summary summary, Column column, Func<double, string> number) => summary switch
    {
        { IsEmpty: true } => "-",
        _ when column == Column.Text => number(summary.Median),
        _ => $"{number(summary.Median)} ({number(summary.Least)}-{number(summary.Most)})",
    };

    private void Row(string head, IEnumerable<string> cells) =>
        Line($"{head,-32}{string.Concat(cells.Select(c => string.Create(CultureInfo.InvariantCulture, $" {c,22}")))}");

    private void Line(string text) => _text.Append(text).Append('\n');
}
