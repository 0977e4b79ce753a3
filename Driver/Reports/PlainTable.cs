using System.Text;

namespace LtoPar.Driver.Reports;

/// <summary>
/// A table as text: a line of titles, a rule, a line a row. Columns are as wide as what is in them, and nothing is wrapped or cut: people search logs
/// for the names of functions.
/// </summary>
/// <param name="columns">The titles, and whether the column holds numbers, which end below each other.</param>
internal sealed class PlainTable(params (string Title, bool IsNumber)[] columns)
{
    private const string Gap = "   ";

    private readonly List<string[]> _rows = [[.. columns.Select(c => c.Title)]];

    /// <param name="cells">One for each column.</param>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table and an empty line.</summary>
    public void Write(TextWriter writer)
    {
        int[] widths = [.. columns.Select((_, i) => _rows.Max(r => r[i].Length))];
        StringBuilder text = new();
        for (int r = 0; r < _rows.Count; r++)
        {
            string line = string.Join(Gap, _rows[r].Select((cell, i) => columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])));
            text.Append(("  " + line).TrimEnd()).Append('\n');
            if (r == 0)
            {
                text.Append('-', 2 + widths.Sum() + (Gap.Length * (widths.Length - 1))).Append('\n');
            }
        }

        writer.Write(text.Append('\n'));
    }
}
