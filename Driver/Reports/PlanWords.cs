using System.Globalization;
using System.Numerics;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Facts;
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

    /// <summary>Why other partitions know the symbol by another name, and how.</summary>
    public static string WhyPromoted(SymbolPlan plan, int symbol) => plan.Promotion[symbol] == Promotion.Aliased
        ? $"reached through a hidden alias: {WhyAliased(plan.Graph.Symbols, symbol)}"
        : $"promoted from {plan.Graph.Symbols.Linkage[symbol].Keyword()}: other partitions use it";

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
            UseKind.Import => "body visible (available_externally): may be inlined" + Facts(plan, use.Symbol),
            UseKind.Clone => "value visible (available_externally): a constant with a known initialiser",
            _ when symbols.IsFunction(use.Symbol) => "declared" + Facts(plan, use.Symbol),
            _ when symbols.Has(use.Symbol, SymbolFlags.Slot) => "declared: a slot",
            _ when !symbols.Has(use.Symbol, SymbolFlags.Constant) => "declared: writable",
            _ when symbols.Has(use.Symbol, SymbolFlags.PinnedInitializer) => "declared: its value only works beside its definition",
            _ => "declared: larger than --max-clone-size, or its value is not fixed",
        };
    }

    /// <summary>"33 of 225 instructions, called by main".</summary>
    public static string Why(SymbolPlan plan, Import import) => string.Create(
        CultureInfo.InvariantCulture,
        $"{plan.Graph.Symbols.Instructions(import.Function)} of {import.Limit} instructions, called by "
            + $"{SymbolText.Name(plan.Graph.Symbols, import.Caller)}{Facts(plan, import.Function)}");

    /// <summary>": nounwind willreturn memory none", as far as that is known of a function and not said by its attributes.</summary>
    private static string Facts(SymbolPlan plan, int function)
    {
        if (plan.Facts.Count == 0)
        {
            return "";
        }

        PlannedFacts facts = plan.Facts[function];
        List<string> words = [.. Enum.GetValues<FunctionFacts>().Where(f => BitOperations.IsPow2((int)f) && facts.Facts.HasFlag(f)).Select(f => f.ToString())];
        if (facts.Access != MemoryAccess.All)
        {
            words.Add($"memory {facts.Access}");
        }

        return words.Count == 0 ? "" : $": {string.Join(' ', words).ToLowerInvariant()}";
    }

    public static string Owner(SymbolPlan plan, int symbol) => SymbolText.PartitionName(plan.Partitions.PartitionOf[symbol]);

    public static string With(SymbolTable symbols, AsmTie tie) => tie.With == AsmTie.ModuleAsm ? ModuleAsm : SymbolText.Name(symbols, tie.With);
}
