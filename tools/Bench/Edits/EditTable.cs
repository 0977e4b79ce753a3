using System.Globalization;
using System.Text;
using LtoPar.Bench.Reports;

namespace LtoPar.Bench.Edits;

/// <summary>
/// The table of edits, a line a program and kind: how many partitions had to be compiled, how many were (*excess* is their ratio), and the time of a link
/// with a cache over that of one without.
/// </summary>
internal static class EditTable
{
    /// <param name="lines">PROGRAM KIND PARTITIONS NECESSARY RECOMPILED MOVED RENUMBERED COLD WARM FLOOR; the last three in seconds, or "-".</param>
    public static string Print(IEnumerable<string> lines)
    {
        List<Row> rows = [.. lines.Select(Row.Parse)];
        StringBuilder text = new();
        text.Append("program kind      edits  partitions  necessary  recompiled  excess  moved  renumbered  median share  wall/cold  floor/cold\n");
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
        List<Row> timed = [.. rows.Where(r => r.Cold > 0)];
        string excess = Ratio((double)recompiled / Math.Max(1, necessary));
        string share = Ratio(Median(rows, r => (double)r.Recompiled / r.Partitions));
        text.Append(CultureInfo.InvariantCulture, $"{program,-7} {kind,-9} {rows.Count,5}  {rows.Sum(r => r.Partitions),10}  {necessary,9}  ");
        text.Append(CultureInfo.InvariantCulture, $"{recompiled,10}  {excess,6}  {rows.Sum(r => r.Moved),5}  {rows.Sum(r => r.Renumbered),10}  {share,12}  ");
        text.Append(CultureInfo.InvariantCulture, $"{Ratio(Median(timed, r => r.Warm / r.Cold)),9}  {Ratio(Median(timed, r => r.Floor / r.Cold)),10}\n");
    }

    private static string Ratio(double? ratio) => ratio is { } known ? Numbers.Fixed(known, 3) : "-";

    private static double? Median(IReadOnlyList<Row> rows, Func<Row, double> value)
    {
        double[] sorted = [.. rows.Select(value).Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private sealed record Row(
        string Program, string Kind, int Partitions, int Necessary, int Recompiled, int Moved, int Renumbered, double Cold, double Warm, double Floor)
    {
        public static Row Parse(string line)
        {
            string[] words = line.Split(' ');
            if (words.Length < 10)
            {
                throw new FormatException($"not a line of the bench of edits: '{line}'");
            }

            int[] counts = [.. words[2..7].Select(Count)];
            double[] times = [.. words[7..10].Select(Time)];
            return new Row(words[0], words[1], counts[0], counts[1], counts[2], counts[3], counts[4], times[0], times[1], times[2]);
        }

        private static int Count(string word) => int.Parse(word, CultureInfo.InvariantCulture);

        private static double Time(string word) => word == "-" ? 0 : double.Parse(word, CultureInfo.InvariantCulture);
    }
}
