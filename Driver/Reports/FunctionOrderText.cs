using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

/// <summary>
/// A profiled program's order of functions in the words of linkers: names as the objects spell them, promoted ones included. Empty without a
/// profile.
/// </summary>
internal static class FunctionOrderText
{
    /// <summary>Writes a file for ld.lld --symbol-ordering-file: a symbol a line.</summary>
    public static string Symbols(SymbolPlan plan) => Lines(plan, name => [name]);

    /// <summary>Writes a file for gold --section-ordering-file: a section a line, under each of the names that it may have by its temperature.</summary>
    public static string Sections(SymbolPlan plan) => Lines(plan, name => [$".text.hot.{name}", $".text.{name}", $".text.unlikely.{name}"]);

    private static string Lines(SymbolPlan plan, Func<string, IEnumerable<string>> spell)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        return string.Concat(FunctionOrder.Of(plan.Graph)
            .Where(symbols.NeedsPartition)
            .Select(f => plan.Promotion[f] == Promotion.Renamed ? plan.Names[f] : symbols.Names[f])
            .Where(name => name.Length > 0)
            .SelectMany(name => spell(name.TrimStart('\u0001')))
            .Select(line => line + "\n"));
    }
}
