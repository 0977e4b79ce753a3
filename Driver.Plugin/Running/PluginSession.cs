using LtoPar.Bitcode;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Symbols;
using LtoPar.Elf;
using LtoPar.LinkJobs;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Native;
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
    private readonly LinkerCommandLine _commandLine;
    private readonly ExcludedArchives _excluded;
    private readonly HashSet<string> _inputs;
    private readonly List<ClaimedFile> _claimed = [];
    private readonly List<string> _scripts = [];
    private readonly NativeCommons _natives = new();
    private readonly List<string> _shown = [];
    private readonly Lock _lock = new();
    private PluginOptions _options = new();
    private LtoParProgram? _program;
    private ModuleSpool? _spool;
    private SessionFolder? _temp;

    public PluginSession(LinkerHost linker, string? pluginFolder)
    {
        _linker = linker;
        _pluginFolder = pluginFolder;
        // ar and nm have options of their own.
        _commandLine = linker.Kind == LinkerKind.SymbolReader ? LinkerCommandLine.Empty : LinkerCommandLine.OfProcess();
        _excluded = new ExcludedArchives(linker.Kind == LinkerKind.Mold ? [] : _commandLine.Excluded, _commandLine.Inputs, _commandLine.Folders);
        _inputs = new HashSet<string>(_commandLine.Inputs, StringComparer.Ordinal);
    }

    /// <exception cref="LtoParException">An option that cannot be honoured.</exception>
    public void TakeOptions()
    {
        _options = PluginOptionParser.Parse(_linker.Options);
        if (_linker.Kind != LinkerKind.SymbolReader)
        {
            _options.Warnings.ForEach(w => _linker.Message(MessageLevel.Warning, w));
            if (_commandLine.SaysVersions)
            {
                _linker.Message(MessageLevel.Info, $"lto-par {PluginVersion.Text}: {Program.Path}");
            }
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

        JobMaker maker = new(_linker, _commandLine);
        LinkJob job = maker.Make(_claimed, _scripts, _natives);
        if (_options.SaveTemps)
        {
            ResolutionFile.Write(job, _linker.OutputName + ".resolution.txt");
        }

        if (job.Modules.Count == 0)
        {
            return;
        }

        if (OwnOptions.KeepUniqueNames(_options.Arguments))
        {
            job = WithNativeFiles(job);
        }

        string jobFile = WriteJob(job);
        if (_options.EmitBitcode)
        {
            // Written under another name first: GNU ld has made the output already, and would end with it half written.
            string bitcode = Temp.File("merged.bc");
            Run(["link", jobFile, "--emit-merged=" + bitcode]);
            ObjectList.MoveTo(_linker.OutputName, [bitcode]);
            Leave();
        }

        if (_options.StopsEarly)
        {
            Run(["link", jobFile]);
            OutputFile.Remove(_linker.OutputName); // GNU ld has made it already
            Leave();
        }

        IReadOnlyList<string> objects = Compile(jobFile);
        if (_options.DisableOutput)
        {
            OutputFile.Remove(_linker.OutputName); // GNU ld has made it already
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

    /// <summary>The link is done: its dependency file, which the linker has written by now (mold writes it later), names what is there.</summary>
    public void End()
    {
        Dispose();
        if (_commandLine.DependencyFile is { } dependencies && File.Exists(dependencies))
        {
            LinkDependencies.Mend(dependencies);
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

    private SessionFolder Temp => _temp ??= SessionFolder.Create();

    private LtoParProgram Program => _program ??= new LtoParProgram(LtoParProgram.Find(_options.Program, _pluginFolder), _linker.Message);

    private bool ClaimNow(LinkerInputFile* file)
    {
        int descriptor = file->Descriptor;
        long start = file->Offset;
        Span<byte> head = stackalloc byte[ElfSections.HeaderBytes];
        int headSize = InputBytes.ReadAt(descriptor, head[..(int)Math.Min(head.Length, file->Size)], start);
        BitcodeRange? range = BitcodeContainer.IsBitcode(head[..headSize])
            ? new BitcodeRange(0, file->Size)
            : FatObject.Find(head[..headSize], file->Size, (offset, buffer) => InputBytes.ReadAt(descriptor, buffer, start + offset));
        string path = NativeText.Read(file->Name);
        _shown.Add(path);
        if (range is not { } bitcode)
        {
            Pass(path, start, file->Size, head[..headSize]);
            return false;
        }

        string? member = start > 0 ? ArchiveMember.NameAt(start, (offset, buffer) => InputBytes.ReadAt(descriptor, buffer, offset)) : null;
        string name = member is not null ? $"{path}({member})" : start > 0 ? $"{path}@{start}" : path;
        using InputBytes bytes = InputBytes.Open(_linker, file);
        _claimed.Add(Read(file, bytes.Span.Slice((int)bitcode.Offset, (int)bitcode.Size), path, start + bitcode.Offset, name));
        return true;
    }

    /// <summary>An input that is not this plugin's: what may matter of it later.</summary>
    private void Pass(string path, long offset, long size, ReadOnlySpan<byte> head)
    {
        if (offset == 0 && ScriptWords.MayBeIn(head, size))
        {
            _scripts.Add(path);
        }
        else if (_linker.Kind == LinkerKind.Gold)
        {
            _natives.Add(path, offset, size);
        }
    }

    private ClaimedFile Read(LinkerInputFile* file, ReadOnlySpan<byte> bitcode, string path, long offset, string name)
    {
        IrSymbolTable? table;
        long size = bitcode.Length;
        try
        {
            table = ModuleReader.Read(bitcode, name);
        }
        catch (MalformedBitsException e)
        {
            throw new LtoParException(name, $"is no valid bitcode: {e.Message}", e);
        }

        string linkerPath = path;
        if (table is null)
        {
            (table, path, offset, size) = Rewrite(path, offset, size, name);
        }

        IrSymbol[] symbols = [.. table.Symbols.Where(s => s.IsForLinker)];
        // GNU ld is asked whether it links a file, unless the command line names the file itself.
        LinkerSymbol* probe = null;
        bool probed = _linker.Kind == LinkerKind.GnuLd && (file->Offset > 0 || !_inputs.Contains(linkerPath));
        LinkerSymbol* native = NativeSymbols.Create(
            symbols, table.Comdats, _linker.KnowsSymbolTypes, hidden: _excluded.Contains(linkerPath, file->Offset), room: probed ? 1 : 0);
        if (probed)
        {
            probe = native + symbols.Length;
            LinkedMember.Define(probe, _claimed.Count);
        }

        _linker.AddSymbols(file->Handle, symbols.Length + (probed ? 1 : 0), native);
        return new ClaimedFile
        {
            Handle = file->Handle,
            Native = native,
            Probe = probe,
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
        IrSymbolTable table = ModuleReader.Read(module, name) ?? throw new LtoParException(
            name, "lto-par symtab wrote no symbol table that this plugin can read; do the two belong together?");
        _spool ??= _options.JobFile is { } job ? new ModuleSpool(job + ".modules", keep: true) : new ModuleSpool(Temp.File("modules"), keep: false);
        using FileSizeSignal limit = new();
        (long at, long written) = _spool.Add(module);
        // The folder is empty now, and would be left behind if the linker, which works alone until all symbols are read, was killed.
        _temp?.Dispose();
        _temp = null;
        return (table, _spool.Path, at, written);
    }

    private LinkJob WithNativeFiles(LinkJob job)
    {
        (IReadOnlyList<string> files, string? missing) = new NativeInputs(_commandLine.Folders).Find(
            [.. _shown, .. _commandLine.Inputs, .. _commandLine.SymbolFiles, .. _commandLine.Scripts]);
        missing = _commandLine.Inputs.Count == 0 ? "the linker's command line" : missing;
        if (missing is not null)
        {
            _linker.Message(MessageLevel.Warning, $"{missing} {NativeInputs.MissingText}");
            _options.Arguments.Add("--promote-names=always");
            return job;
        }

        // -u, --defsym and others name symbols.
        string words = _options.JobFile is { } kept ? kept + ".words" : Temp.File("words");
        using FileSizeSignal limit = new();
        OutputFile.WriteText(words, string.Join('\n', _commandLine.Words));
        return job with { NativeFiles = [.. files, Path.GetFullPath(words)] };
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

    private void Run(IReadOnlyList<string> arguments) => Program.Run(
        [.. arguments, .. _commandLine.IsVerbose ? new[] { "--verbose" } : [], .. _options.Arguments],
        Temp.Path,
        _spool is null ? [] : [_spool.Descriptor]);

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
        Run(["link", jobFile, "--emit-objects=" + folder]);
        IReadOnlyList<string> objects = ObjectList.Read(folder);
        string? keep = _options.ObjectPath ?? (_options.SaveTemps ? _linker.OutputName + ".lto.o" : null);
        if (keep is not null)
        {
            objects = ObjectList.MoveTo(keep, objects);
            Dispose();
        }
        else
        {
            objects = ObjectList.NameAfter(_linker.OutputName, objects);
            Temp.Guard();
        }

        return objects;
    }

    private static string Number<T>(T number)
        where T : IFormattable => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
