using LtoPar.Bitcode;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Symbols;
using LtoPar.LinkJobs;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Threads;

namespace LtoPar.Backend.Merging.Sources;

/// <summary>
/// The bitcode files of a link, opened: everything that can be done before there is one context, in which only one thread may work. Files are
/// mapped (once, however many members of an archive take part), their containers checked, their symbol tables read and compared with the
/// job's, and modules without a table of this LLVM rewritten; each on as many threads as there are jobs.
/// </summary>
internal sealed unsafe class SourceModules : IDisposable
{
    private readonly Dictionary<string, MappedFile> _files = new(StringComparer.Ordinal);
    private readonly List<BitcodeBuffer> _rewritten = [];
    private readonly SourceModule?[] _modules;

    private SourceModules(int count) => _modules = new SourceModule?[count];

    /// <summary>In command-line order.</summary>
    public IReadOnlyList<SourceModule> All => _modules!;

    /// <exception cref="LtoParException">A file is missing, is not bitcode, is cut short, or has not the symbols that the job says.</exception>
    public static SourceModules Open(LinkJob job, int jobs)
    {
        SourceModules sources = new(job.Modules.Count);
        try
        {
            foreach (LinkModule module in job.Modules)
            {
                if (!sources._files.ContainsKey(module.Path))
                {
                    sources._files.Add(module.Path, MappedFile.Open(module.Path));
                }
            }

            sources.ReadAll(job.Modules, jobs);
            return sources;
        }
        catch
        {
            sources.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _rewritten.ForEach(b => b.Dispose());
        foreach (MappedFile file in _files.Values)
        {
            file.Dispose();
        }
    }

    private void ReadAll(IReadOnlyList<LinkModule> modules, int jobs)
    {
        LtoParException?[] failures = new LtoParException?[modules.Count];
        int next = 0;
        WorkerThreads.Run(Math.Clamp(jobs, 1, Math.Max(modules.Count / 4, 1)), _ =>
        {
            for (int i; (i = Interlocked.Increment(ref next) - 1) < modules.Count;)
            {
                try
                {
                    _modules[i] = Read(i, modules[i]);
                }
                catch (LtoParException e)
                {
                    failures[i] = e;
                }
            }
        });
        if (failures.FirstOrDefault(f => f is not null) is { } first)
        {
            throw first;
        }
    }

    private SourceModule Read(int index, LinkModule module)
    {
        (nint start, int length) = Locate(module);
        ReadOnlySpan<byte> bytes = new((byte*)start, length);
        int writer = BitcodeCheck.Check(bytes, module.Name).OldestLlvm;
        IrSymbolTable? table = ReadTable(bytes, module.Name);
        if (!SymbolTableWriter.IsCurrent(table))
        {
            BitcodeBuffer buffer = SymbolTableWriter.RewriteToBuffer(bytes, module.Name);
            lock (_rewritten)
            {
                _rewritten.Add(buffer);
            }

            table = ReadTable(buffer.Bytes, module.Name);
            (start, length) = (buffer.Start, buffer.Bytes.Length);
            writer = LlvmVersion.Major;
        }

        return new SourceModule(index, module.Name, start, length, table!, writer, JobCheck.Match(module, table!));
    }

    private (nint Start, int Length) Locate(LinkModule module)
    {
        MappedFile file = _files[module.Path];
        return ((nint)(file.Start + module.Offset), module.BytesIn(file).Length);
    }

    private static IrSymbolTable? ReadTable(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            return IrSymbolTable.Read(bytes);
        }
        catch (MalformedBitsException e)
        {
            throw new LtoParException(name, "is corrupt: its symbol table is malformed; write it again", e);
        }
    }
}
