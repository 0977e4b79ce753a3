using System.Globalization;
using System.Text;
using LtoPar.Bench.Reports;

namespace LtoPar.Bench.Edits;

/// <summary>
/// The table of edits, a line a program and kind: how many partitions had to be compiled, how many were (*excess* is their ratio), and the time of a link
/// with a cache over that of one without: of the whole link, and of the stage post-ipo alone. Floors are runs that find all objects.
/// </summary>
internal static class EditTable
{
    private const int Counts = 5;
    private const int Times = 8;

    /// <param name="lines">
    /// PROGRAM KIND PARTITIONS NECESSARY RECOMPILED MOVED RENUMBERED, then COLD WARM FLOOR UNCHANGED of the link and COLD WARM UNCHANGED FLOOR of the stage,
    /// in seconds, or "-".
    /// </param>
    public static string Print(IEnumerable<string> lines)
    {
        List<Row> rows = [.. lines.Select(Row.Parse)];
        StringBuilder text = new();
        text.Append("program kind      edits  partitions  necessary  recompiled  excess  moved  renumbered  median share  ")
            .Append("wall/cold  floor/cold  unchanged  stage/cold  floor/cold  unchanged\n");
        foreach (IGrouping<string, Row> program in rows.GroupBy(r => r.Program))
        {
            foreach (IGrouping<string, Row> kind in program.GroupBy(r => r.Kind))
            {
                Append(text, program.Key, kind.Key, [.. kind]);
            }

            Append(text, program.Key, "all", [.. program]);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string program, string kind, IReadOnlyList<Row> rows)
    {
        int necessary = rows.Sum(r => r.Necessary), recompiled = rows.Sum(r => r.Recompiled);
        string excess = Ratio((double)recompiled / Math.Max(1, necessary));
        string share = Ratio(Median(rows, r => (double)r.Recompiled / r.Partitions));
        text.Append(CultureInfo.InvariantCulture, $"{program,-7} {kind,-9} {rows.Count,5}  {rows.Sum(r => r.Partitions),10}  {necessary,9}  ");
        text.Append(CultureInfo.InvariantCulture, $"{recompiled,10}  {excess,6}  {rows.Sum(r => r.Moved),5}  {rows.Sum(r => r.Renumbered),10}  {share,12}  ");
        text.Append(CultureInfo.InvariantCulture, $"{Share(rows, 1, 0),9}  {Share(rows, 2, 0),10}  {Share(rows, 3, 0),9}  ");
        text.Append(CultureInfo.InvariantCulture, $"{Share(rows, 5, 4),10}  {Share(rows, 7, 4),10}  {Share(rows, 6, 4),9}\n");
    }

    /// <summary>The median of a time over another, of the edits that were timed.</summary>
    private static string Share(IReadOnlyList<Row> rows, int time, int over) =>
        Ratio(Median([.. rows.Where(r => r.Times[over] > 0)], r => r.Times[time] / r.Times[over]));

    private static string Ratio(double? ratio) => ratio is { } known ? Numbers.Fixed(known, 3) : "-";

    private static double? Median(IReadOnlyList<Row> rows, Func<Row, double> value)
    {
        double[] sorted = [.. rows.Select(value).Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private sealed record Row(
        string Program, string Kind, int Partitions, int Necessary, int Recompiled, int Moved, int Renumbered, IReadOnlyList<double> Times)
    {
        public static Row Parse(string line)
        {
            string[] words = line.Split(' ');
            if (words.Length != 2 + Counts + EditTable.Times)
            {
                throw new FormatException($"not a line of the bench of edits: '{line}'");
            }

            int[] counts = [.. words[2..(2 + Counts)].Select(Count)];
            return new Row(words[0], words[1], counts[0], counts[1], counts[2], counts[3], counts[4], [.. words[(2 + Counts)..].Select(Time)]);
        }

        private static int Count(string word) => int.Parse(word, CultureInfo.InvariantCulture);

        private static double Time(string word) => word == "-" ? 0 : double.Parse(word, CultureInfo.InvariantCulture);
    }
}
