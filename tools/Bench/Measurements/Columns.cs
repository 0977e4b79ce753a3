namespace LtoPar.Bench.Measurements;

internal static class Columns
{
    public static IReadOnlyList<Column> All { get; } = [Column.Wall, Column.Cpu, Column.Rss, Column.Text];

    public static string Title(this Column column) => column switch
    {
        Column.Wall => "wall s",
        Column.Cpu => "CPU s",
        Column.Rss => "peak RSS MB",
        _ => ".text kB",
    };

    public static string Words(this Column column) => column switch
    {
        Column.Wall => "wall time",
        Column.Cpu => "CPU time",
        Column.Rss => "peak memory",
        _ => "size of .text",
    };

    /// <exception cref="FormatException">No column has this name.</exception>
    public static Column Named(string name) => name switch
    {
        "wall" => Column.Wall,
        "cpu" => Column.Cpu,
        "rss" => Column.Rss,
        "text" => Column.Text,
        _ => throw new FormatException($"unknown column '{name}': expected wall, cpu, rss or text"),
    };
}
