using LtoPar.Bitcode.Symbols;
using LtoPar.LinkJobs;
using LtoPar.Plugin.Abi;

namespace LtoPar.Plugin.Resolving;

/// <summary>
/// Turns what a linker says of symbols into what LTO needs to know of them. The table is that of LLVM's own plugin:
///
///     linker says                    prevailing   visible                        export dynamic
///     PREVAILING_DEF                 if defined   yes
///     PREVAILING_DEF_IRONLY          if defined
///     PREVAILING_DEF_IRONLY_EXP      if defined   unless every file lets it go   yes
///     RESOLVED_DYN                                                               yes
///     everything else
///
/// "If defined": a file can list a name twice, as assembly defines it and as IR declares it, and the linker prevails both.
///
/// More is visible than the linker says: symbols in sections whose names are C identifiers (__start_ and __stop_ refer to them), both ends of
/// --wrap, what -init, -fini and linker scripts name, and for a relocatable output everything, because the next link may refer to anything (mold says
/// "by bitcode alone" of all then).
/// A definition is final, that is nothing replaces it at run time, in an executable, or when it is not of default visibility.
/// </summary>
internal sealed class Resolver
{
    private readonly Dictionary<string, NameFacts> _names = new(StringComparer.Ordinal);
    private readonly LinkFacts _link;

    /// <param name="link">The facts of the whole link.</param>
    /// <param name="files">The symbols of every claimed file, linked or not.</param>
    public Resolver(LinkFacts link, IEnumerable<IReadOnlyList<IrSymbol>> files)
    {
        _link = link;
        foreach (IrSymbol symbol in files.SelectMany(f => f))
        {
            FactsOf(symbol.Name).Take(symbol);
        }

        foreach (string name in link.Wrapped)
        {
            FactsOf(name).Redefined = true;
            FactsOf(name).UsedOutside = true;
            FactsOf("__real_" + name).Redefined = true;
            FactsOf("__wrap_" + name).UsedOutside = true;
        }

        foreach (string name in link.Kept)
        {
            FactsOf(name).UsedOutside = true;
        }
    }

    public SymbolResolution Resolve(IrSymbol symbol, LinkerResolution said)
    {
        NameFacts name = FactsOf(symbol.Name);
        SymbolResolution result = SymbolResolution.None;
        if (said is LinkerResolution.PrevailingDefinition or LinkerResolution.PrevailingDefinitionIrOnly or LinkerResolution.PrevailingDefinitionIrOnlyExported)
        {
            result |= symbol.IsDefined ? SymbolResolution.Prevailing : 0;
        }

        if (said == LinkerResolution.PrevailingDefinition
            || (!name.CanOmitFromDynamicTable
                && (said == LinkerResolution.PrevailingDefinitionIrOnlyExported
                    || (_link.Output == LinkOutputKind.Relocatable && (result & SymbolResolution.Prevailing) != 0)))
            || IsIdentifier(symbol.SectionName)
            || name.UsedOutside)
        {
            result |= SymbolResolution.VisibleToRegularObject;
        }

        if (said is LinkerResolution.ResolvedByDynamic or LinkerResolution.PrevailingDefinitionIrOnlyExported)
        {
            result |= SymbolResolution.ExportDynamic;
        }

        bool executable = _link.Output is LinkOutputKind.Exec or LinkOutputKind.Pie;
        if (said is not (LinkerResolution.ResolvedByDynamic or LinkerResolution.Undefined) && (executable || !name.DefaultVisibility))
        {
            result |= SymbolResolution.FinalDefinition;
        }

        return name.Redefined ? result | SymbolResolution.LinkerRedefined | SymbolResolution.NoInterprocedural : result;
    }

    private NameFacts FactsOf(string name)
    {
        if (!_names.TryGetValue(name, out NameFacts? facts))
        {
            facts = _names[name] = new NameFacts();
        }

        return facts;
    }

    private static bool IsIdentifier(string? section)
    {
        if (string.IsNullOrEmpty(section) || char.IsAsciiDigit(section[0]))
        {
            return false;
        }

        return section.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
    }
}
