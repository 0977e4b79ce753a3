namespace LtoPar.Driver.Reporting.Models;

/// <summary>
/// Divides a rectangle among weights so that areas are as they are and the pieces are as square as can be: the largest that are left are laid along the shorter
/// side of what is free, one more as long as the worst of them does not become narrower (squarified treemaps; Bruls, Huizing and van Wijk).
/// </summary>
internal static class Treemap
{
    /// <param name="weights">Those that are not above 0 get no tile.</param>
    /// <returns>The tiles, the largest first.</returns>
    public static IReadOnlyList<Tile> Of(IReadOnlyList<double> weights, double width, double height)
    {
        int[] order = [.. Enumerable.Range(0, weights.Count).Where(i => weights[i] > 0).OrderByDescending(i => weights[i]).ThenBy(i => i)];
        double total = order.Sum(i => weights[i]);
        List<Tile> tiles = [];
        double x = 0, y = 0, freeWidth = width, freeHeight = height;
        for (int next = 0; next < order.Length;)
        {
            double side = Math.Min(freeWidth, freeHeight), area = 0;
            int count = 0;
            double worst = double.PositiveInfinity;
            while (next + count < order.Length)
            {
                double more = Area(order[next + count]);
                double aspect = Worst(Area(order[next]), more, area + more, side);
                if (aspect > worst)
                {
                    break;
                }

                worst = aspect;
                area += more;
                count++;
            }

            double depth = side > 0 ? area / side : 0, along = 0;
            bool isColumn = freeWidth >= freeHeight;
            foreach (int i in order.Skip(next).Take(count))
            {
                double length = area > 0 ? side * Area(i) / area : 0;
                tiles.Add(isColumn ? new Tile(i, x, y + along, depth, length) : new Tile(i, x + along, y, length, depth));
                along += length;
            }

            (x, freeWidth) = isColumn ? (x + depth, Math.Max(0, freeWidth - depth)) : (x, freeWidth);
            (y, freeHeight) = isColumn ? (y, freeHeight) : (y + depth, Math.Max(0, freeHeight - depth));
            next += count;
        }

        return tiles;

        double Area(int i) => weights[i] / total * width * height;
    }

    /// <summary>The aspect ratio of the narrowest tile of a row, by its largest and its smallest.</summary>
    private static double Worst(double largest, double smallest, double area, double side) =>
        Math.Max(side * side * largest / (area * area), area * area / (side * side * smallest));
}
