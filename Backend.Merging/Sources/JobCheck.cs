using System.Globalization;
using LtoPar.Bitcode.Symbols;
using LtoPar.LinkJobs;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend.Merging.Sources;

/// <summary>
/// Puts the job's symbols beside those of the module. Resolutions are matched by position, because a name may stand twice (defined in assembly
/// and declared in IR); the names show that both sides speak of the same symbols. If they do not, the file has changed since the linker read it.
/// </summary>
internal static class JobCheck
{
    /// <returns>One resolution for each symbol of the table.</returns>
    /// <exception cref="LtoParException">Names or numbers disagree.</exception>
    public static SymbolResolution[] Match(LinkModule module, IrSymbolTable table)
    {
        SymbolResolution[] resolutions = new SymbolResolution[table.Symbols.Count];
        int next = 0;
        for (int i = 0; i < resolutions.Length; i++)
        {
            IrSymbol symbol = table.Symbols[i];
            if (!symbol.IsForLinker)
            {
                continue;
            }

            if (next == module.Symbols.Count)
            {
                throw Disagree(
                    module, string.Create(CultureInfo.InvariantCulture, $"the job has {module.Symbols.Count} symbols, the module also '{symbol.Name}'"));
            }

            LinkSymbol resolved = module.Symbols[next++];
            if (!resolved.NameBytes.AsSpan().SequenceEqual(symbol.NameBytes))
            {
                throw Disagree(module, string.Create(
                    CultureInfo.InvariantCulture, $"symbol {next} is '{LlvmText.From(resolved.NameBytes)}' in the job and '{symbol.Name}' in the module"));
            }

            resolutions[i] = resolved.Resolution;
        }

        return next == module.Symbols.Count
            ? resolutions
            : throw Disagree(module, string.Create(CultureInfo.InvariantCulture, $"the job has {module.Symbols.Count} symbols, the module {next}"));
    }

    private static LtoParException Disagree(LinkModule module, string how) =>
        new(module.Name, $"is not what the linker resolved: {how}; link again");
}
