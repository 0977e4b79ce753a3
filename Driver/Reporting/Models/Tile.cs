namespace LtoPar.Driver.Reporting.Models;

/// <summary>A rectangle of a treemap.</summary>
/// <param name="Index">The place of its weight in the list that the map was made of.</param>
internal readonly record struct Tile(int Index, double X, double Y, double Width, double Height);
