using System.Globalization;
using LtoPar.Elf;
using LtoPar.Partitioner;

namespace LtoPar.Backend.Verification.Objects;

/// <summary>Spells things for messages.</summary>
internal static class Words
{
    public static string Partition(int number) => SymbolText.PartitionName(number);

    /// <summary>"p01 and p03".</summary>
    public static string Partitions(IEnumerable<Definition> definitions)
    {
        string[] names = [.. definitions.Select(d => d.Object).Distinct().Order().Select(Partition)];
        return names.Length == 0 ? "no partition" : names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    /// <summary>"function 'main'"; where it was promoted, "function 'helper' (helper.lto_par.id)".</summary>
    public static string Symbol(string sourceName, ElfSymbol symbol) =>
        sourceName == symbol.Name ? $"{Kind(symbol.Type)} '{sourceName}'" : $"{Kind(symbol.Type)} '{sourceName}' ({symbol.Name})";

    public static string Kind(ElfSymbolType type) => type switch
    {
        ElfSymbolType.None => "symbol",
        ElfSymbolType.Object => "variable",
        ElfSymbolType.Function => "function",
        ElfSymbolType.Section => "section",
        ElfSymbolType.File => "file",
        ElfSymbolType.Common => "common variable",
        ElfSymbolType.Tls => "thread-local variable",
        ElfSymbolType.IFunc => "ifunc",
        _ => string.Create(CultureInfo.InvariantCulture, $"symbol of type {(int)type}"),
    };

    public static string Binding(ElfBinding binding) => binding switch
    {
        ElfBinding.Local => "local",
        ElfBinding.Global => "global",
        ElfBinding.Weak => "weak",
        ElfBinding.GnuUnique => "unique",
        _ => string.Create(CultureInfo.InvariantCulture, $"binding {(int)binding}"),
    };

    public static string Visibility(ElfVisibility visibility) => visibility switch
    {
        ElfVisibility.Default => "default",
        ElfVisibility.Internal => "internal",
        ElfVisibility.Hidden => "hidden",
        ElfVisibility.Protected => "protected",
        _ => throw new ArgumentOutOfRangeException(nameof(visibility), visibility, null),
    };

    public static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Flags(ulong flags) => string.Create(CultureInfo.InvariantCulture, $"{flags:x}");
}
