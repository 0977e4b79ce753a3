using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

/// <summary>Says in words what linkage and name a symbol got, and why.</summary>
internal static class PlanWords
{
    public const string ModuleAsm = "<module asm>";

    /// <summary>"[external]", "[hidden, promoted from internal as helper.lto_par.…]".</summary>
    public static string State(SymbolPlan plan, int symbol)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        string before = symbols.Linkage[symbol].Keyword();
        string visibility = symbols.Visibility[symbol] == SymbolVisibility.Default ? "" : $", {symbols.Visibility[symbol].ToString().ToLowerInvariant()}";
        return plan.Promotion[symbol] switch
        {
            Promotion.Renamed => $"[hidden, promoted from {before} as {plan.Names[symbol]}]",
            Promotion.Aliased => $"[{before}, reached through hidden alias {plan.Names[symbol]}: {WhyAliased(symbols, symbol)}]",
            Promotion.Kept => $"[{plan.Linkage[symbol].Keyword()}{visibility}, kept from {before}: used by another partition]",
            _ => $"[{before}{visibility}]",
        };
    }

    private static string WhyAliased(SymbolTable symbols, int symbol) =>
        symbols.Has(symbol, SymbolFlags.NamedByAsm) ? "assembly names it"
            : symbols.Has(symbol, SymbolFlags.SpelledByCodegen) ? "code generation names it"
            : "dso_local";

    public static string Why(SymbolPlan plan, SymbolUse use)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        return use.Kind switch
        {
            UseKind.Copy => "private copy: a mergeable constant whose address does not matter",
            UseKind.Clone => "value visible (available_externally): a constant with a known initialiser",
            _ when symbols.IsFunction(use.Symbol) => "declared",
            _ when !symbols.Has(use.Symbol, SymbolFlags.Constant) => "declared: writable",
            _ when symbols.Has(use.Symbol, SymbolFlags.PinnedInitializer) => "declared: its value only works beside its definition",
            _ => "declared: larger than --max-clone-size, or its value is not fixed",
        };
    }

    public static string Owner(SymbolPlan plan, int symbol) => SymbolText.PartitionName(plan.Partitions.PartitionOf[symbol]);

    public static string With(SymbolTable symbols, AsmTie tie) => tie.With == AsmTie.ModuleAsm ? ModuleAsm : SymbolText.Name(symbols, tie.With);
}
