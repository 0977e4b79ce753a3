namespace LtoPar.Driver.Reporting.Markup;

/// <summary>A column of a table.</summary>
/// <param name="IsNumber">Whether its cells are numbers, which end below each other.</param>
internal readonly record struct Column(string Title, bool IsNumber = false);
