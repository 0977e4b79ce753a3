using LtoPar.CallGraph;
using LtoPar.CallGraph.Linking;
using LtoPar.CallGraph.Reading;
using LtoPar.Plugin.Abi;
using LtoPar.Plugin.Claiming;
using LtoPar.Plugin.Native;
using LtoPar.Plugin.Options;
using LtoPar.Plugin.Resolving;

namespace LtoPar.Plugin.Running;

/// <summary>
/// One link, from onload to cleanup: claims bitcode, and when the linker has seen all symbols, has lto-par merge, optimise and compile it and hands
/// the objects over. Every failure is an <see cref="LtoParException"/> out of these methods; the exports turn it into the linker's message.
/// </summary>
internal sealed unsafe class PluginSession : IDisposable
{
    private readonly LinkerHost _linker;
    private readonly string? _pluginFolder;
    private readonly List<ClaimedFile> _claimed = [];
    private readonly Lock _lock = new();
    private IReadOnlyCollection<string> _wrapped = [];
    private PluginOptions _options = new();
    private LtoParProgram? _program;
    private ModuleSpool? _spool;
    private TempFolder? _temp;

    public PluginSession(LinkerHost linker, string? pluginFolder)
    {
        _linker = linker;
        _pluginFolder = pluginFolder;
    }

    /// <exception cref="LtoParException">An option that cannot be honoured.</exception>
    public void TakeOptions()
    {
        _options = PluginOptionParser.Parse(_linker.Options);
        if (_linker.Kind != LinkerKind.SymbolReader)
        {
            _options.Warnings.ForEach(w => _linker.Message(MessageLevel.Warning, w));
        }
    }

    /// <returns>Whether the file is this plugin's.</returns>
    public bool Claim(LinkerInputFile* file)
    {
        // mold may claim on any of its threads; it takes turns, but nothing promises that.
        lock (_lock)
        {
            return ClaimNow(file);
        }
    }

    public void AllSymbolsRead()
    {
        if (_claimed.Count == 0)
        {
            return;
        }

        LinkJob job = MakeJob();
        if (_options.SaveTemps)
        {
            ResolutionFile.Write(job, _linker.OutputName + ".resolution.txt");
        }

        if (job.Modules.Count == 0)
        {
            return;
        }

        string jobFile = WriteJob(job);
        if (_options.EmitBitcode)
        {
            // Written under another name first: GNU ld has made the output already, and would end with it half written.
            string bitcode = Temp.File("merged.bc");
            Run(["link", jobFile, "--emit-merged=" + bitcode, .. _wrapped.Select(w => "--wrap=" + w), .. _options.Arguments]);
            ObjectList.MoveTo(_linker.OutputName, [bitcode]);
            Leave();
        }

        IReadOnlyList<string> objects = Compile(jobFile);
        if (_options.DisableOutput)
        {
            File.Delete(_linker.OutputName);
            Leave();
        }

        foreach (string path in objects)
        {
            _linker.AddInputFile(path);
        }

        if (_options.ExtraLibraryPath is { } library)
        {
            _linker.SetExtraLibraryPath(library);
        }
    }

    /// <summary>Leaves no file behind. Before every fatal message, and at the end.</summary>
    public void Dispose()
    {
        _spool?.Dispose();
        _spool = null;
        _temp?.Dispose();
        _temp = null;
    }

    private TempFolder Temp => _temp ??= TempFolder.Create();

    private LtoParProgram Program => _program ??= new LtoParProgram(LtoParProgram.Find(_options.Program, _pluginFolder), _linker.Message);

    private bool ClaimNow(LinkerInputFile* file)
    {
        int descriptor = file->Descriptor;
        long start = file->Offset;
        Span<byte> head = stackalloc byte[FatObject.HeaderBytes];
        int headSize = InputBytes.ReadAt(descriptor, head[..(int)Math.Min(head.Length, file->Size)], start);
        BitcodeRange? range = BitcodeContainer.IsBitcode(head[..headSize])
            ? new BitcodeRange(0, file->Size)
            : FatObject.Find(head[..headSize], file->Size, (offset, buffer) => InputBytes.ReadAt(descriptor, buffer, start + offset));
        if (range is not { } bitcode)
        {
            return false;
        }

        string path = NativeText.Read(file->Name);
        string? member = start > 0 ? ArchiveMember.NameAt(start, (offset, buffer) => InputBytes.ReadAt(descriptor, buffer, offset)) : null;
        string name = member is not null ? $"{path}({member})" : start > 0 ? $"{path}@{start}" : path;
        using InputBytes bytes = InputBytes.Open(_linker, file);
        _claimed.Add(Read(file, bytes.Span.Slice((int)bitcode.Offset, (int)bitcode.Size), path, start + bitcode.Offset, name));
        return true;
    }

    private ClaimedFile Read(LinkerInputFile* file, ReadOnlySpan<byte> bitcode, string path, long offset, string name)
    {
        IrSymbolTable? table;
        long size = bitcode.Length;
        try
        {
            table = ModuleReader.Read(bitcode, name);
        }
        catch (InvalidDataException e)
        {
            throw new LtoParException(name, $"is no valid bitcode: {e.Message}", e);
        }

        string linkerPath = path;
        if (table is null)
        {
            (table, path, offset, size) = Rewrite(path, offset, size, name);
        }

        IrSymbol[] symbols = [.. table.Symbols.Where(s => s.IsForLinker)];
        LinkerSymbol* native = NativeSymbols.Create(symbols, table.Comdats, _linker.KnowsSymbolTypes);
        _linker.AddSymbols(file->Handle, symbols.Length, native);
        return new ClaimedFile
        {
            Handle = file->Handle,
            Native = native,
            LinkerPath = linkerPath,
            LinkerOffset = file->Offset,
            Path = path,
            Offset = offset,
            Size = size,
            Name = name,
            Symbols = symbols,
        };
    }

    /// <summary>Has lto-par write the module anew, with the symbol table of its LLVM.</summary>
    private (IrSymbolTable Table, string Path, long Offset, long Size) Rewrite(string path, long offset, long size, string name)
    {
        string output = Temp.File("module.bc");
        Program.Run(["symtab", path, "--offset", Number(offset), "--size", Number(size), "-o", output], Temp.Path, []);
        byte[] module = File.ReadAllBytes(output);
        File.Delete(output);
        IrSymbolTable table = ModuleReader.Read(module, name) ?? throw new LtoParException(name, "lto-par symtab wrote no symbol table that this plugin can read; do the two belong together?");
        _spool ??= _options.JobFile is { } job ? new ModuleSpool(job + ".modules", keep: true) : new ModuleSpool(Temp.File("modules"), keep: false);
        using FileSizeSignal limit = new();
        (long at, long written) = _spool.Add(module);
        // The folder is empty now, and nobody would remove it if the linker, which works alone until all symbols are read, was killed.
        _temp?.Dispose();
        _temp = null;
        return (table, _spool.Path, at, written);
    }

    private LinkJob MakeJob()
    {
        LinkerCommandLine commandLine = LinkerCommandLine.OfProcess();
        bool mold = _linker.Kind == LinkerKind.Mold;
        LinkFacts facts = new(
            mold && commandLine.IsRelocatable ? LinkOutputKind.Relocatable : KindOf(_linker.Output),
            [.. _linker.GetWrapSymbols().Union(commandLine.Wrapped, StringComparer.Ordinal)],
            mold ? commandLine.Kept : []);
        _wrapped = facts.Wrapped;
        List<ClaimedFile> files = mold ? new InputOrder(commandLine.Inputs).Sort(_claimed, f => f.LinkerPath, f => f.LinkerOffset) : _claimed;
        Resolver resolver = new(facts, files.Select(f => f.Symbols));
        List<LinkModule> modules = [];
        DuplicateDefinitions duplicates = new();
        foreach (ClaimedFile file in files)
        {
            if (!_linker.GetSymbols(file.Handle, file.Symbols.Length, file.Native))
            {
                continue;
            }

            LinkSymbol[] symbols = new LinkSymbol[file.Symbols.Length];
            for (int i = 0; i < symbols.Length; i++)
            {
                LinkerResolution said = file.Native[i].Resolution;
                symbols[i] = new LinkSymbol(file.Symbols[i].NameBytes, resolver.Resolve(file.Symbols[i], said));
                duplicates.Take(file.Symbols[i], said, file.Name);
            }

            modules.Add(new LinkModule(file.Path, file.Offset, file.Size, file.Name, symbols));
        }

        if (mold && !commandLine.AllowsDuplicates)
        {
            duplicates.Check();
        }

        return new LinkJob(facts.Output, _linker.OutputName, modules);
    }

    private string WriteJob(LinkJob job)
    {
        string file = _options.JobFile ?? Temp.File("job");
        try
        {
            using FileSizeSignal limit = new();
            using FileStream stream = File.Create(file);
            LinkJobWriter.Write(job, stream);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LtoParException(file, $"cannot be written: {e.Message}", e);
        }
    }

    private void Run(IReadOnlyList<string> arguments) => Program.Run(arguments, Temp.Path, _spool is null ? [] : [_spool.Descriptor]);

    /// <summary>Ends the linker, successfully, before it links: what LLVM's plugin does for emit-llvm and disable-output.</summary>
    private void Leave()
    {
        Dispose();
        Libc.Exit(0);
    }

    /// <returns>Objects for the linker, in order.</returns>
    private IReadOnlyList<string> Compile(string jobFile)
    {
        string folder = Temp.File("objects");
        Run(["link", jobFile, "--emit-objects=" + folder, .. _wrapped.Select(w => "--wrap=" + w), .. _options.Arguments]);
        IReadOnlyList<string> objects = ObjectList.Read(folder);
        string? keep = _options.ObjectPath ?? (_options.SaveTemps ? _linker.OutputName + ".lto.o" : null);
        if (keep is not null)
        {
            objects = ObjectList.MoveTo(keep, objects);
            Dispose();
        }
        else if (!LinkerCommandLine.OfProcess().HasScript && ObjectList.Unlink(objects) is { } unlinked)
        {
            objects = unlinked;
            Dispose();
        }

        return objects;
    }

    private static LinkOutputKind KindOf(LinkerOutput output) => output switch
    {
        LinkerOutput.Relocatable => LinkOutputKind.Relocatable,
        LinkerOutput.Dynamic => LinkOutputKind.Shared,
        LinkerOutput.PositionIndependentExecutable => LinkOutputKind.Pie,
        _ => LinkOutputKind.Exec,
    };

    private static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
