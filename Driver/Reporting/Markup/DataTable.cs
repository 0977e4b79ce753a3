namespace LtoPar.Driver.Reporting.Markup;

/// <summary>A table that is shown as text or on a page.</summary>
/// <param name="Caption">One line that says what it is a table of.</param>
/// <param name="Rows">The cells, one for each column.</param>
internal sealed record DataTable(string Caption, IReadOnlyList<Column> Columns, IReadOnlyList<string[]> Rows)
{
    /// <summary>What is before the number of a row in its identity on the page; null: rows have none.</summary>
    public string? RowIdentity { get; init; }

    /// <summary>Whether a reader may sort it by its columns.</summary>
    public bool IsSortable { get; init; }
}
