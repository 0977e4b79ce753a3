namespace LtoPar.Driver.Reporting.Markup;

/// <summary>Writes tables to a page.</summary>
internal static class TableMarkup
{
    /// <summary>Writes a table that is there when the page opens.</summary>
    public static void AddOpen(Html html, DataTable table)
    {
        // What can be scrolled must be reachable by the keyboard, and then has to have a name.
        html.Add($"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{table.Caption}\"><table");
        html.Add($"{(table.IsSortable ? new SafeMarkup(" class=\"sortable\"") : SafeMarkup.None)}><caption>{table.Caption}</caption><thead><tr>");
        foreach (Column column in table.Columns)
        {
            html.Add($"<th scope=\"col\"{Kind(column)}>");
            if (table.IsSortable)
            {
                html.Add($"<button type=\"button\">{column.Title}</button></th>");
            }
            else
            {
                html.Add($"{column.Title}</th>");
            }
        }

        html.AddConstant("</tr></thead><tbody>\n");
        for (int r = 0; r < table.Rows.Count; r++)
        {
            html.Add($"<tr{(table.RowIdentity is { } id ? new SafeMarkup($" id=\"{id}{Numbers.Whole(r)}\"") : SafeMarkup.None)}>");
            for (int c = 0; c < table.Columns.Count; c++)
            {
                SafeMarkup cell = new(c == 0 ? "th scope=\"row\"" : "td");
                html.Add($"<{cell}{Kind(table.Columns[c])}>{table.Rows[r][c]}</{(c == 0 ? "th" : "td")}>");
            }

            html.AddConstant("</tr>\n");
        }

        html.AddConstant("</tbody></table></div>\n");
    }

    /// <summary>Writes a table that a reader opens: a browser spends no time on it before.</summary>
    public static void AddClosed(Html html, DataTable table)
    {
        html.Add($"<details><summary>{table.Caption}</summary>");
        AddOpen(html, table);
        html.AddConstant("</details>\n");
    }

    private static SafeMarkup Kind(Column column) => column.IsNumber ? new(" class=\"n\"") : SafeMarkup.None;
}
