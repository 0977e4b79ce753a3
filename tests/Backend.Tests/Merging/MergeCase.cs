using LtoPar.Backend.Merging;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Bitcode.Symbols;
using LtoPar.LinkJobs;
using LtoPar.Llvm;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Merging;

/// <summary>A link of a few modules written as IR, by the merger and by LLVM's own LTO.</summary>
internal sealed class MergeCase : IDisposable
{
    private const string Header =
        "target datalayout = \"e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128\"\ntarget triple = \"x86_64-pc-linux-gnu\"\n";

    public string Folder { get; } = Directory.CreateTempSubdirectory("lto-par-merge-").FullName;
    private readonly List<(string Name, string Path, Dictionary<string, Queue<string>> Flags)> _modules = [];

    public MergeCase() => LlvmSession.Start(null);

    public LinkOutputKind Kind { get; init; } = LinkOutputKind.Pie;

    public MergeOptions Options { get; init; } = new();

    public IReadOnlyList<string> Wrapped { get; init; } = [];

    public IReadOnlyList<NativeCommon> NativeCommons { get; init; } = [];

    /// <summary>Why what was merged could not be segments as well; null: it was, and both were compared.</summary>
    public string? WholeReason { get; private set; }

    /// <param name="resolutions">"f,px g,": those of other symbols are empty; a symbol may stand twice, as it does in the table.</param>
    public MergeCase Add(string name, string ir, string resolutions = "", string header = Header)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, LlvmTools.Assemble($"source_filename = \"{name}.c\"\n{header}{ir}"));
        return AddFile(path, resolutions);
    }

    public MergeCase AddFile(string path, string resolutions = "")
    {
        Dictionary<string, Queue<string>> flags = new(StringComparer.Ordinal);
        foreach (string word in resolutions.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int comma = word.LastIndexOf(',');
            if (!flags.TryGetValue(word[..comma], out Queue<string>? all))
            {
                flags.Add(word[..comma], all = new Queue<string>());
            }

            all.Enqueue(word[(comma + 1)..]);
        }

        _modules.Add((Path.GetFileName(path), path, flags));
        return this;
    }

    public LinkJob Job()
    {
        List<LinkModule> modules = [];
        foreach ((string name, string path, _) in _modules)
        {
            modules.Add(new LinkModule(path, 0, 0, name, [.. Resolve(path).Select(r => new LinkSymbol(r.Symbol.NameBytes, Parse(r.Flags)))]));
        }

        return new LinkJob(Kind, "program", modules) { Wrapped = Wrapped, NativeCommons = NativeCommons };
    }

    /// <summary>The merged module as IR.</summary>
    public string Merge() => LlvmTools.Disassemble(MergeToBitcode());

    public byte[] MergeToBitcode()
    {
        using MergedModule merged = ModuleMerger.Merge(Job(), Options, jobs: 2);
        using InputModule module = merged.Write("merged.bc");
        WholeReason = SegmentComparison.Compare(Job(), module.Bytes, _modules.Count);
        return module.Bytes.ToArray();
    }

    /// <summary>The module that LLVM's LTO has after internalising, as IR.</summary>
    public string Reference()
    {
        string output = Path.Combine(Folder, "reference");
        List<string> arguments = ["run", "-o", output, "-save-temps", "-opt-pipeline=no-op-module", "-relocation-model=pic"];
        foreach ((_, string path, _) in _modules)
        {
            arguments.Add(path);
            arguments.AddRange(Resolve(path).Select(r => $"-r={path},{r.Symbol.Name},{r.Flags.Replace('n', 'r').Replace("e", "", StringComparison.Ordinal)}"));
        }

        LlvmTools.Run("llvm-lto2", [], [.. arguments]);
        return LlvmTools.Disassemble(File.ReadAllBytes(output + ".0.2.internalize.bc"));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static SymbolResolution Parse(string flags) =>
        SymbolResolutionText.TryParse(System.Text.Encoding.ASCII.GetBytes(flags), out SymbolResolution resolution)
            ? resolution
            : throw new FormatException(flags);

    private IEnumerable<(IrSymbol Symbol, string Flags)> Resolve(string path)
    {
        Dictionary<string, Queue<string>> flags = _modules.First(m => m.Path == path).Flags.ToDictionary(
            p => p.Key, p => new Queue<string>(p.Value), StringComparer.Ordinal);
        byte[] bytes = File.ReadAllBytes(path);
        IrSymbolTable? table = IrSymbolTable.Read(bytes);
        table = SymbolTableWriter.IsCurrent(table) ? table! : IrSymbolTable.Read(SymbolTableWriter.Rewrite(bytes, path))!;
        foreach (IrSymbol symbol in table.Symbols.Where(s => s.IsForLinker))
        {
            yield return (symbol, flags.TryGetValue(symbol.Name, out Queue<string>? given) && given.Count > 0 ? given.Dequeue() : "");
        }

        string[] unknown = [.. flags.Where(f => f.Value.Count > 0).Select(f => f.Key)];
        Assert.True(unknown.Length == 0, $"{path} has no symbol {string.Join(", ", unknown)}");
    }
}
