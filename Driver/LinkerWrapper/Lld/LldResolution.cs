using LtoPar.Bitcode;
using LtoPar.Bitcode.Archives;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Symbols;
using LtoPar.LinkJobs;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>The bitcode files of a link and what ld.lld decided of their symbols, out of its --save-temps=resolution.</summary>
internal sealed class LldResolution
{
    /// <summary>Tables by another LLVM may list other symbols.</summary>
    private const string TrustedProducer = "22.";

    private readonly Dictionary<string, ArchiveMembers> _thinArchives = new(StringComparer.Ordinal);

    private LldResolution(IReadOnlyList<LinkModule> modules)
    {
        Modules = modules;
    }

    /// <summary>The modules in the order in which the linker took them.</summary>
    public IReadOnlyList<LinkModule> Modules { get; }

    /// <exception cref="LtoParException">The file is malformed, or an archive that it names is not what it was.</exception>
    public static LldResolution Read(string file) => new(LldResolutionReader.Read(File.ReadAllBytes(file), file, LinkOutputKind.Pie, "").Modules);

    public static bool IsMember(LinkModule module) => module.Offset > 0;

    /// <summary>The first module that was compiled for ThinLTO, or null. ld.lld's merged module would be without it.</summary>
    public string? FindThin()
    {
        foreach (LinkModule module in Modules)
        {
            using BitcodeBytes bytes = BitcodeBytes.Open(module, _thinArchives);
            if (Inspect(bytes.Span) is { ThinModules: > 0 })
            {
                return module.Name;
            }
        }

        return null;
    }

    /// <summary>All that the files say of each name, in the order in which the names come up.</summary>
    /// <param name="isExcluded">Whether an archive, by its path, is one of --exclude-libs.</param>
    /// <param name="scratch">The folder in which missing symbol tables are made.</param>
    public IReadOnlyList<BitcodeName> Names(Func<string, bool> isExcluded, ScratchFolder scratch)
    {
        Dictionary<string, BitcodeName> byName = new(StringComparer.Ordinal);
        List<BitcodeName> names = [];
        foreach (LinkModule module in Modules)
        {
            IrSymbol[] symbols = [.. Table(module, scratch).Symbols.Where(s => s.IsForLinker)];
            if (symbols.Length != module.Symbols.Count)
            {
                throw new LtoParException(module.Name, "its symbol table is not the one that ld.lld read; link again");
            }

            foreach ((IrSymbol symbol, LinkSymbol resolved) in symbols.Zip(module.Symbols))
            {
                if (!byName.TryGetValue(symbol.Name, out BitcodeName? name))
                {
                    name = new BitcodeName(symbol.Name, symbol.NameBytes);
                    byName.Add(symbol.Name, name);
                    names.Add(name);
                }

                name.Add(symbol, resolved.Resolution, IsMember(module) && isExcluded(module.Path));
            }
        }

        return names;
    }

    private IrSymbolTable Table(LinkModule module, ScratchFolder scratch)
    {
        using BitcodeBytes bytes = BitcodeBytes.Open(module, _thinArchives);
        if (Inspect(bytes.Span) is { } contents && IrSymbolTable.Read(bytes.Span) is { } table
            && table.ModuleCount == contents.Modules && table.Producer.StartsWith(TrustedProducer, StringComparison.Ordinal))
        {
            return table;
        }

        // llvm-link writes no symbol table, another LLVM another one. lld has made one in memory; lto-par makes the same.
        string given = Path.Combine(scratch.Path, "without-table.bc");
        string made = Path.Combine(scratch.Path, "with-table.bc");
        byte[] copy = bytes.Span.ToArray();
        OutputFile.Guard(given, () => File.WriteAllBytes(given, copy));
        ProgramRunner.ProgramResult outcome = ProgramRunner.Capture(ProcessImage.File, ["symtab", given, "-o", made], scratch);
        return (outcome.Status == 0 ? IrSymbolTable.Read(File.ReadAllBytes(made)) : null)
            ?? throw new LtoParException(module.Name, $"no symbol table can be made for it: {outcome.Error.Trim()}");
    }

    /// <summary>Null for what lld has read and we cannot.</summary>
    private static BitcodeContents? Inspect(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return BitcodeContainer.IsBitcode(bytes) ? BitcodeContainer.Inspect(bytes) : null;
        }
        catch (MalformedBitsException)
        {
            return null;
        }
    }
}
