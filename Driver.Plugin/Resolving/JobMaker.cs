using System.Numerics;
using LtoPar.Bitcode.Symbols;
using LtoPar.LinkJobs;
using LtoPar.Platform;
using LtoPar.Plugin.Abi;
using LtoPar.Plugin.Claiming;
using LtoPar.Plugin.Options;

namespace LtoPar.Plugin.Resolving;

/// <summary>Asks the linker what it decided of the symbols of all claimed files, and makes the job for lto-par of it.</summary>
/// <param name="linker">All symbols are read.</param>
/// <param name="commandLine">The linker's.</param>
internal sealed unsafe class JobMaker(LinkerHost linker, LinkerCommandLine commandLine)
{
    private readonly bool _isMold = linker.Kind == LinkerKind.Mold;

    /// <summary>Names that files of the job have as commons, and the symbol of the file that prevails, or of the first.</summary>
    private readonly Dictionary<string, (LinkSymbol[] Symbols, int Index)> _commons = new(StringComparer.Ordinal);

    /// <summary>Names that prevail and are no commons.</summary>
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);

    /// <summary>Names of --wrap.</summary>
    private readonly IReadOnlyList<string> _wrapped = [.. linker.GetWrapSymbols().Union(commandLine.Wrapped, StringComparer.Ordinal)];

    /// <param name="claimed">The claimed files in the order in which the linker showed them.</param>
    /// <param name="scripts">Inputs that may be linker scripts.</param>
    /// <param name="natives">Native objects, where the linker is gold.</param>
    /// <exception cref="CallGraph.LtoParException">Two files define a name, and the linker would not say so.</exception>
    public LinkJob Make(IReadOnlyList<ClaimedFile> claimed, IEnumerable<string> scripts, NativeCommons natives)
    {
        LinkFacts facts = new(
            _isMold && commandLine.IsRelocatable ? LinkOutputKind.Relocatable : KindOf(linker.Output),
            _wrapped,
            [.. commandLine.Kept, .. ScriptNames.Of(commandLine.Scripts.Concat(scripts), commandLine.Folders)]);
        IReadOnlyList<ClaimedFile> files = _isMold ? new InputOrder(commandLine.Inputs).Sort(claimed, f => f.LinkerPath, f => f.LinkerOffset) : claimed;
        Resolver resolver = new(facts, files.Select(f => f.Symbols));
        DuplicateDefinitions duplicates = new();
        List<LinkModule> modules = [];
        foreach (ClaimedFile file in files)
        {
            if (linker.GetSymbols(file.Handle, file.Symbols.Length, file.Native)
                && (file.Probe is null || LinkedMember.IsLinked(linker, file.Handle, file.Probe)))
            {
                modules.Add(Module(file, resolver, duplicates));
            }
        }

        if (_isMold && !commandLine.AllowsDuplicates)
        {
            duplicates.Check(commandLine.Defined);
        }

        HashSet<string> names = _commons.Keys.Where(n => !_defined.Contains(n)).ToHashSet(StringComparer.Ordinal);
        SortedDictionary<string, (ulong Size, ulong Alignment)> found = natives.Find(names);
        KeepCommons(found.Keys);
        return new LinkJob(facts.Output, linker.OutputName, modules)
        {
            Wrapped = _wrapped,
            NativeCommons = [.. found.Select(c => Common(c.Key, c.Value.Size, c.Value.Alignment))],
        };
    }

    private LinkModule Module(ClaimedFile file, Resolver resolver, DuplicateDefinitions duplicates)
    {
        LinkSymbol[] symbols = new LinkSymbol[file.Symbols.Length];
        for (int i = 0; i < symbols.Length; i++)
        {
            IrSymbol symbol = file.Symbols[i];
            LinkerResolution said = file.Native[i].Resolution;
            symbols[i] = new LinkSymbol(symbol.NameBytes, resolver.Resolve(symbol, said));
            duplicates.Take(symbol, said, file.Name);
            bool prevails = (symbols[i].Resolution & SymbolResolution.Prevailing) != 0;
            bool isCommon = (symbol.Flags & IrSymbolFlags.Common) != 0;
            if (isCommon && (prevails || !_commons.ContainsKey(symbol.Name)))
            {
                _commons[symbol.Name] = (symbols, i);
            }
            else if (prevails && !isCommon)
            {
                _defined.Add(symbol.Name);
            }
        }

        return new LinkModule(file.Path, file.Offset, file.Size, file.Name, symbols);
    }

    /// <summary>
    /// A native common that prevails gets its own size from gold, however large bitcode has it: so the job has the common too, and gold gives the program the
    /// larger one of two objects.
    /// </summary>
    private void KeepCommons(IEnumerable<string> names)
    {
        foreach ((LinkSymbol[] symbols, int index) in names.Select(name => _commons[name]))
        {
            SymbolResolution resolution = symbols[index].Resolution | SymbolResolution.Prevailing | SymbolResolution.VisibleToRegularObject;
            symbols[index] = new LinkSymbol(symbols[index].NameBytes, resolution);
        }
    }

    private static NativeCommon Common(string name, ulong size, ulong alignment) =>
        size <= uint.MaxValue && alignment <= uint.MaxValue && BitOperations.IsPow2(alignment)
            ? new NativeCommon(name, (uint)size, (uint)alignment)
            : throw new LtoParException(
                null,
                $"a native object has the common {name} of {size} bytes, aligned to {alignment}: "
                + "lto-par knows commons of less than 4 GiB, aligned to a power of two");

    private static LinkOutputKind KindOf(LinkerOutput output) => output switch
    {
        LinkerOutput.Relocatable => LinkOutputKind.Relocatable,
        LinkerOutput.Dynamic => LinkOutputKind.Shared,
        LinkerOutput.PositionIndependentExecutable => LinkOutputKind.Pie,
        _ => LinkOutputKind.Exec,
    };
}
