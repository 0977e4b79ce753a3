using System.Globalization;
using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>Spells symbols and partitions in plans, dumps and messages.</summary>
public static class SymbolText
{
    public static string PartitionName(int partition) => string.Create(CultureInfo.InvariantCulture, $"p{partition:00}");

    /// <summary>"function main", "variable table", "function &lt;unnamed 12&gt;".</summary>
    public static string Describe(SymbolTable symbols, int symbol) => $"{KindName(symbols.KindOf(symbol))} {Name(symbols, symbol)}";

    public static string Name(SymbolTable symbols, int symbol) =>
        symbols.Names[symbol].Length > 0 ? symbols.Names[symbol] : string.Create(CultureInfo.InvariantCulture, $"<unnamed {symbol}>");

    public static string KindName(SymbolKind kind) => kind switch
    {
        SymbolKind.Function => "function",
        SymbolKind.Variable => "variable",
        SymbolKind.Alias => "alias",
        SymbolKind.IFunc => "ifunc",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
