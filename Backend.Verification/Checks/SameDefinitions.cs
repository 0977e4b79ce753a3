using LtoPar.Backend.Verification.Objects;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Checks;

/// <summary>
/// A partition defines each symbol that the one-partition object defines: with the same binding, visibility, type, size and section; and no partition
/// defines more. A promoted symbol is hidden and global where the one-partition object has it local.
///
/// Not compared, and why: sizes of functions after post-IPO passes (they see one partition); presence of local and linkonce symbols then
/// (what became unused differs); the assembler's own ".L" symbols (in the table or not by the kind of reference); local labels that code
/// generation or assembly makes, and local tables that post-IPO passes make; the section of variables that code generation for some targets
/// joins when they are local; sizes and sections of what is invisible outside, where the partitions have been through inter-procedural optimisation.
/// </summary>
internal sealed class SameDefinitions : ICheck
{
    private const string MergedGlobals = "_MergedGlobals";

    public string Name => nameof(SameDefinitions);

    public IEnumerable<string> Run(Comparison comparison) =>
        Expected(comparison, comparison.One.Globals)
            .Concat(Expected(comparison, comparison.One.Locals))
            .Concat(Unexpected(comparison));

    private static IEnumerable<string> Expected(Comparison comparison, IEnumerable<KeyValuePair<string, List<Definition>>> entries)
    {
        foreach ((string name, List<Definition> definitions) in entries)
        {
            SourceSymbol? source = comparison.Names.Find(name);
            if (IsMadeLate(comparison, name, source, definitions[0]))
            {
                continue;
            }

            Definition one = definitions[0];
            Definition[] parts = [.. comparison.Parts.Named(name)];
            if (parts.Length == 0)
            {
                if (comparison.IsExact || source is { IsRetained: true } || source is not { IsDiscardable: true })
                {
                    yield return $"{Words.Symbol(name, one.Symbol)} is defined by no partition; the one-partition object has it "
                        + $"{Words.Binding(one.Symbol.Binding)} in '{one.Section?.Name}'";
                }

                continue;
            }

            if (one.Symbol.IsLocal && parts.Length > 1 && source is { IsCopyable: false, Promoted: null })
            {
                yield return $"{Words.Symbol(name, one.Symbol)} is defined by {Words.Partitions(parts)}; it is local and no constant that may be "
                    + "copied, expected one of them";
            }

            foreach (Definition part in parts)
            {
                foreach (string difference in Compare(comparison, name, one, part))
                {
                    yield return difference;
                }
            }
        }
    }

    private static IEnumerable<string> Compare(Comparison comparison, string name, Definition one, Definition part)
    {
        ElfSymbol expected = one.Symbol;
        ElfSymbol found = part.Symbol;
        string what = $"{Words.Symbol(name, found)} in {Words.Partition(part.Object)}";
        bool isPromoted = comparison.Names.FindPromoted(found.Name) is not null;
        ElfBinding binding = isPromoted && expected.IsLocal ? ElfBinding.Global : expected.Binding;
        ElfVisibility visibility = isPromoted ? ElfVisibility.Hidden : expected.Visibility;
        if (found.Binding != binding)
        {
            yield return $"{what} is {Words.Binding(found.Binding)}; expected {Words.Binding(binding)}";
        }

        if (found.Visibility != visibility)
        {
            yield return $"{what} has {Words.Visibility(found.Visibility)} visibility; expected {Words.Visibility(visibility)}";
        }

        if (found.Type != expected.Type)
        {
            yield return $"{what} is a {Words.Kind(found.Type)}; expected a {Words.Kind(expected.Type)}";
        }

        bool mayBeChanged = comparison.HasRunIpo && (expected.IsLocal || expected.Visibility == ElfVisibility.Hidden);
        if (found.Size != expected.Size && !mayBeChanged
            && (expected.Type is not (ElfSymbolType.Function or ElfSymbolType.IFunc)
                || (comparison.ComparesCode && !PlacedCode.Differs(comparison, one, part))))
        {
            yield return $"{what} has {Words.Number(found.Size)} bytes; expected {Words.Number(expected.Size)}";
        }

        if (!mayBeChanged && CompareSections(comparison, one, part) is { } section)
        {
            yield return $"{what} {section}";
        }
    }

    private static string? CompareSections(Comparison comparison, Definition one, Definition part)
    {
        if (one.Section is not { } expected || part.Section is not { } found)
        {
            return one.Symbol.Section == part.Symbol.Section ? null : $"is in {Place(part)}; expected {Place(one)}";
        }

        if (expected.Name.EndsWith(MergedGlobals, StringComparison.Ordinal) || found.Name.EndsWith(MergedGlobals, StringComparison.Ordinal))
        {
            return null;
        }

        string name = comparison.Names.SourceSection(found.Name);
        return name != comparison.Names.SourceSection(expected.Name) ? $"is in section '{found.Name}'; expected '{expected.Name}'"
            : found.Type != expected.Type ? $"is in section '{found.Name}' of type {Words.Flags(found.Type)}; expected type {Words.Flags(expected.Type)}"
            : found.Flags != expected.Flags ? $"is in section '{found.Name}' with flags {Words.Flags(found.Flags)}; expected {Words.Flags(expected.Flags)}"
            : found.EntrySize != expected.EntrySize ? $"is in section '{found.Name}' with entries of {Words.Number(found.EntrySize)} bytes; "
                + $"expected {Words.Number(expected.EntrySize)}"
            : null;
    }

    private static string Place(Definition definition) => definition.Symbol.Section switch
    {
        ElfSymbol.Absolute => "no section (absolute)",
        ElfSymbol.Common => "the common block",
        _ => $"section '{definition.Section?.Name}'",
    };

    private static IEnumerable<string> Unexpected(Comparison comparison)
    {
        foreach ((string name, List<Definition> definitions) in comparison.Parts.Globals.Concat(comparison.Parts.Locals))
        {
            SourceSymbol? source = comparison.Names.Find(name);
            Definition first = definitions[0];
            string what = $"{Words.Symbol(name, first.Symbol)} in {Words.Partitions(definitions)}";
            bool isKnown = comparison.One.Named(name).Any();
            foreach (Definition promoted in definitions.Where(d => !isKnown && comparison.Names.FindPromoted(d.Symbol.Name) is not null))
            {
                foreach (string difference in Promoted(name, source!, promoted))
                {
                    yield return difference;
                }
            }

            if (isKnown || IsMadeLate(comparison, name, source, first) || (source is null && comparison.IsMadeByCodegen(name, first)))
            {
                continue;
            }

            if (comparison.IsExact || source is not { IsDiscardable: true })
            {
                yield return $"{what} is not in the one-partition object";
            }
        }
    }

    /// <summary>A promoted symbol that the one-partition object does not show: the input itself says what it must be.</summary>
    private static IEnumerable<string> Promoted(string name, SourceSymbol source, Definition part)
    {
        ElfSymbol found = part.Symbol;
        string what = $"{Words.Symbol(name, found)} in {Words.Partition(part.Object)}";
        if (found.Visibility != ElfVisibility.Hidden)
        {
            yield return $"{what} has {Words.Visibility(found.Visibility)} visibility; expected hidden: it was promoted";
        }

        if (source.IsLocal && found.Binding != ElfBinding.Global)
        {
            yield return $"{what} is {Words.Binding(found.Binding)}; expected global: it was promoted";
        }

        if (!source.IsVariable)
        {
            yield break;
        }

        ElfSymbolType type = source.IsThreadLocal ? ElfSymbolType.Tls : ElfSymbolType.Object;
        if (found.Type != type)
        {
            yield return $"{what} is a {Words.Kind(found.Type)}; expected a {Words.Kind(type)}";
        }

        if (found.Size != (ulong)source.Size)
        {
            yield return $"{what} has {Words.Number(found.Size)} bytes; expected {Words.Number((ulong)source.Size)}";
        }
    }

    private static bool IsMadeLate(Comparison comparison, string name, SourceSymbol? source, Definition definition) =>
        source?.IsPrivate ?? (name.StartsWith(".L", StringComparison.Ordinal) || SourceNames.IsNameless(name)
            || (definition.Symbol.IsLocal && (!comparison.IsExact || definition.Symbol.Type == ElfSymbolType.None)));
}
