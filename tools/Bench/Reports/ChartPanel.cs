using System.Globalization;
using System.Text;
using LtoPar.Bench.Measurements;

namespace LtoPar.Bench.Reports;

/// <summary>One picture of the page: a column of a stage, as SVG.</summary>
internal sealed class ChartPanel
{
    private const int RowHeight = 20;

    private readonly string _stage;
    private readonly string _base;
    private readonly Column _column;
    private readonly Bars _bars;
    private readonly int _jobs;
    private readonly ChartAxis _axis;
    private readonly StringBuilder _text = new();

    private ChartPanel(string stage, Column column, Bars bars, int jobs, ChartAxis axis)
    {
        _stage = stage;
        _base = Stages.Base(stage);
        _column = column;
        _bars = bars;
        _jobs = jobs;
        _axis = axis;
    }

    /// <returns>Nothing when the tool to compare with was not measured.</returns>
    public static string Draw(IEnumerable<Group> groups, string stage, Column column, Bars bars, int jobs)
    {
        string against = Stages.Base(stage);
        Group[] comparable = [.. groups.Where(g => g.Has(against))];
        if (comparable.Length == 0)
        {
            return "";
        }

        Summary[] shown = [.. comparable.SelectMany(g => g.Tools.Where(t => t != against).Select(t => g.Ratios(t, against, column))).Where(s => !s.IsEmpty)];
        ChartAxis axis = ChartAxis.Of(IsPercent(stage, column), [.. shown.SelectMany(s => new[] { s.Least, s.Most })]);
        ChartPanel panel = new(stage, column, bars, jobs, axis);
        panel.Add(comparable);
        return panel._text.ToString();
    }

    /// <summary>Sizes differ by percents, and so do the times of programs that different tools have linked.</summary>
    private static bool IsPercent(string stage, Column column) => column == Column.Text || (stage == "run" && column != Column.Rss);

    private void Add(Group[] groups)
    {
        int height = 24 + (groups.Sum(g => g.Tools.Count) * RowHeight);
        string unit = _axis.IsPercent ? "difference from" : "ratio to";
        string direction = _column == Column.Text ? "" : " (less is better)";
        Write($"<figure><figcaption>{_column.Words()}, {unit} {Label(_base)}{direction}</figcaption>");
        Write($"<svg viewBox='0 0 {ChartAxis.Width} {height + 20}' width='{ChartAxis.Width}' height='{height + 20}' role='img'>\n");
        foreach (double v in _axis.Gridlines())
        {
            string text = Numbers.General(Math.Truncate((v * 1000) + (v < 0 ? -0.5 : 0.5)) / 1000);
            Write($"<line x1='{At(v)}' y1='18' x2='{At(v)}' y2='{height}' class='grid'/>");
            Write($"<text x='{At(v)}' y='{height + 14}' class='tick'>{text}{(_axis.IsPercent ? " %" : "")}</text>\n");
        }

        int y = 14;
        foreach (Group group in groups)
        {
            y += RowHeight;
            Write($"<text x='4' y='{y}' class='program'>{ChartPage.Escape(group.Program)}</text>\n");
            foreach (string tool in group.Tools.Where(t => t != _base))
            {
                AddRow(group, tool, y += RowHeight);
            }
        }

        Write($"<line x1='{At(_axis.One)}' y1='18' x2='{At(_axis.One)}' y2='{height}' class='one'/></svg></figure>\n");
    }

    private void AddRow(Group group, string tool, int y)
    {
        Summary ratios = group.Ratios(tool, _base, _column);
        string shown = ratios.IsEmpty ? "-" : _axis.IsPercent ? $"{Numbers.Signed((ratios.Median - 1) * 100)} %" : Numbers.Fixed(ratios.Median, 3);
        if (!ratios.IsEmpty)
        {
            double least = _axis.Scale(ratios.Least);
            double most = _axis.Scale(ratios.Most);
            double from = _axis.X(Math.Clamp(0, _axis.Low, _axis.High));
            double to = _axis.X(_axis.Scale(ratios.Median));
            string kind = tool.StartsWith("lto-par", StringComparison.Ordinal) ? "ours" : "other";
            Write($"<rect x='{Pixel(Math.Min(from, to))}' y='{y - 10}' width='{Pixel(Math.Max(1, Math.Abs(to - from)))}' height='12' class='{kind}'>");
            Write($"<title>{Label(tool)}: {shown} of {Label(_base)} ({Numbers.General(least)} to {Numbers.General(most)})</title></rect>");
            Write($"<path d='M{At(least)} {y - 4} h{Pixel(_axis.X(most) - _axis.X(least))} m0 -3 v6 M{At(least)} {y - 7} v6' class='whisker'/>");
        }

        Write($"<text x='{ChartAxis.ValueEnd}' y='{y}' class='value'>{shown}</text>");
        if (_bars.Bar(_stage, tool, _base, _column) is { } bar)
        {
            double limit = bar.IsPercent ? bar.Number : _axis.Scale(bar.Number);
            if (limit >= _axis.Low && limit <= _axis.High)
            {
                Write($"<line x1='{At(limit)}' y1='{y - 12}' x2='{At(limit)}' y2='{y + 4}' class='bar'/>");
            }
        }

        Write($"<text x='{ChartAxis.NameEnd}' y='{y}' class='name'>{Label(tool)}</text>\n");
    }

    private string Label(string tool) => ChartPage.Escape(Stages.Label(tool, _stage, _jobs));

    private string At(double value) => Pixel(_axis.X(value));

    private static string Pixel(double x) => Numbers.Fixed(x, 1);

    private void Write(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture));
}
