using LtoPar.Bitcode.Symbols;
using LtoPar.Platform;
using LtoPar.Plugin.Abi;

namespace LtoPar.Plugin.Resolving;

/// <summary>
/// Finds names that two files, one of them bitcode, define strongly. GNU ld and gold look at the symbols of claimed files and report them; mold looks at
/// the objects that come back, in which one definition is left, or no definition where a native object stands first, and would link silently what it refuses of
/// native objects.
/// </summary>
internal sealed class DuplicateDefinitions
{
    private readonly Dictionary<string, string> _prevailing = new(StringComparer.Ordinal);
    private readonly List<(string Name, string File)> _preempted = [];
    private readonly List<(string Name, string File)> _preemptedByNative = [];

    public void Take(IrSymbol symbol, LinkerResolution said, string file)
    {
        // A group's members are dropped with the group: of those there may be many.
        if (!symbol.IsDefined || symbol.Comdat >= 0 || (symbol.Flags & (IrSymbolFlags.Weak | IrSymbolFlags.Common)) != 0)
        {
            return;
        }

        if (said is LinkerResolution.PrevailingDefinition or LinkerResolution.PrevailingDefinitionIrOnly or LinkerResolution.PrevailingDefinitionIrOnlyExported)
        {
            _prevailing.TryAdd(symbol.Name, file);
        }
        else if (said == LinkerResolution.PreemptedByIr)
        {
            _preempted.Add((symbol.Name, file));
        }
        else if (said == LinkerResolution.PreemptedByRegular)
        {
            _preemptedByNative.Add((symbol.Name, file)); // a weak one would not preempt it
        }
    }

    /// <param name="redefined">Names that the command line defines anew (--defsym).</param>
    /// <exception cref="LtoParException">There are some.</exception>
    public void Check(IReadOnlyCollection<string> redefined)
    {
        string[] lines =
        [
            .. _preempted
                .Where(p => _prevailing.TryGetValue(p.Name, out string? first) && first != p.File)
                .Select(p => $"duplicate symbol: {_prevailing[p.Name]}: {p.File}: {p.Name}"),
            .. _preemptedByNative
                .Where(p => !redefined.Contains(p.Name))
                .Select(p => $"duplicate symbol: {p.File}: {p.Name}: an object defines it too"),
        ];
        if (lines.Length > 0)
        {
            throw new LtoParException(null, string.Join('\n', lines));
        }
    }
}
