using LtoPar.Backend.Merging.Sources;
using LtoPar.Bitcode.Symbols;
using LtoPar.LinkJobs;
using LtoPar.Platform;

namespace LtoPar.Backend.Merging;

/// <summary>
/// The symbols of all files by name, and which of them must stay visible: whatever the linker redefines (--wrap), whatever it says is visible
/// to regular objects, what LLVM's table calls used (llvm.used, llvm.compiler.used, library calls of the code generator, undefined symbols of
/// assembly), and what stands in a section whose name is a C identifier, since the linker's __start_ and __stop_ symbols reach it. Everything
/// else that prevails becomes internal. Pure: LLVM is not asked.
/// </summary>
internal sealed class GlobalResolutions
{
    private readonly Dictionary<string, GlobalResolution> _byName = new(StringComparer.Ordinal);

    private GlobalResolutions()
    {
    }

    public IEnumerable<KeyValuePair<string, GlobalResolution>> All => _byName;

    /// <param name="keepAll">
    /// Another link follows (ld -r): everything stays visible but what any file that uses it has as well (inline functions whose address tells nothing).
    /// </param>
    /// <exception cref="LtoParException">Two definitions of a name prevail.</exception>
    public static GlobalResolutions Of(IReadOnlyList<SourceModule> sources, bool keepAll)
    {
        GlobalResolutions all = new();
        foreach (SourceModule source in sources)
        {
            for (int i = 0; i < source.Table.Symbols.Count; i++)
            {
                if (source.Table.Symbols[i].IsForLinker)
                {
                    all.Add(source, i, keepAll);
                }
            }
        }

        return all;
    }

    /// <summary>Commons that prevail are made as large, and as aligned, as those of native objects.</summary>
    public void Take(IEnumerable<NativeCommon> commons)
    {
        foreach (NativeCommon common in commons)
        {
            if (Find(common.Name) is { IsCommon: true } global)
            {
                global.CommonSize = Math.Max(global.CommonSize, common.Size);
                global.CommonAlignment = Math.Max(global.CommonAlignment, common.Alignment);
            }
        }
    }

    public GlobalResolution? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The prevailing definitions by their spelling in IR.</summary>
    public Dictionary<string, GlobalResolution> ByIrName()
    {
        Dictionary<string, GlobalResolution> byIrName = new(_byName.Count, StringComparer.Ordinal);
        foreach (GlobalResolution resolution in _byName.Values)
        {
            if (resolution.Prevailing is not null && resolution.IrName.Length > 0)
            {
                byIrName.TryAdd(resolution.IrName, resolution);
            }
        }

        return byIrName;
    }

    private void Add(SourceModule source, int index, bool keepAll)
    {
        IrSymbol symbol = source.Table.Symbols[index];
        SymbolResolution resolution = source.Resolutions[index];
        if (!_byName.TryGetValue(symbol.Name, out GlobalResolution? global))
        {
            _byName.Add(symbol.Name, global = new GlobalResolution());
        }

        global.Add(symbol);
        bool prevails = source.Prevails(index);
        if (prevails && global.Prevailing is { } other)
        {
            throw new LtoParException(
                source.Name, $"'{symbol.Name}' is said to be the prevailing definition here and in {other.Name}; one file alone may have it: link again");
        }

        if (prevails)
        {
            global.Prevailing = source;
            global.IrName = symbol.IrName;
            global.IsCommon = (symbol.Flags & IrSymbolFlags.Common) != 0;
        }
        else if (global.Prevailing is null && global.IrName.Length == 0)
        {
            global.IrName = symbol.IrName;
        }

        const SymbolResolution Visible =
            SymbolResolution.VisibleToRegularObject | SymbolResolution.LinkerRedefined | SymbolResolution.NoInterprocedural;
        // One name has two spellings in IR ("\01f" and "f"): a search for the one would miss the other.
        global.IsExternal |= (keepAll && (symbol.Flags & IrSymbolFlags.MayOmit) == 0) || (resolution & Visible) != 0
            || global.IrName != symbol.IrName || IsCIdentifier(symbol.SectionName);
        global.IsExported |= (resolution & SymbolResolution.ExportDynamic) != 0;
    }

    private static bool IsCIdentifier(string? section) =>
        section is { Length: > 0 } && !char.IsAsciiDigit(section[0]) && section.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
