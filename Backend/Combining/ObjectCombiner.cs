using LtoPar.Backend.Partitions;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Backend.Combining;

/// <summary>
/// Many objects to one: "ld -r", by lld, GNU ld or mold, whichever is there. A single object is written as it is. The order of the objects is
/// the order of the partitions. A linker that can wait for its input is started when the first worker runs out of work, beside those that have some left.
///
/// lld comes first, though GNU ld would take 10 ms less for a small program: sections of LLVM's own types (call graph profiles) come out of GNU
/// "ld -r" without the size of their entries, and lld then refuses them.
/// </summary>
public sealed class ObjectCombiner : IDisposable
{
    private static readonly string[] s_linkers = ["ld.lld-22", "ld.lld", "ld", "mold"];

    private readonly string _output;
    private readonly int _objects;
    private readonly int _workers;
    private ScratchFolder? _scratch;
    private LinkerProcess? _process;
    private int _completed;

    /// <param name="output">A file, or "-" for standard output.</param>
    /// <param name="linker">See <see cref="Find"/>.</param>
    /// <param name="objects">Number of objects to come.</param>
    /// <param name="workers">Number of partitions that are compiled at a time.</param>
    /// <exception cref="LtoParException">There is no such linker.</exception>
    public ObjectCombiner(string output, string? linker, int objects, int workers)
    {
        _output = output;
        Linker = objects > 1 ? Find(linker) : null;
        _objects = objects;
        _workers = workers;
    }

    /// <summary>Null: there is but one object.</summary>
    public string? Linker { get; }

    /// <summary>The linker that would be used.</summary>
    /// <exception cref="LtoParException">There is no such linker.</exception>
    public static string Find(string? linker)
    {
        string[] names = linker is null ? s_linkers : [linker];
        return names.Select(SearchPath.FindProgram).FirstOrDefault(found => found is not null) ?? throw new LtoParException(
            linker, linker is null
                ? $"no linker to combine the objects with ({string.Join(", ", s_linkers)}); install binutils, name one with --ld=PATH, or keep "
                    + "them apart with --emit-objects=DIR"
                : "no such linker; give the path of one that knows -r");
    }

    /// <summary>One partition more has been compiled. Not for several threads at once.</summary>
    public void Completed()
    {
        _completed++;
        if (Linker is not null && _process is null && _workers > 1 && _completed > _objects - _workers && LinkerProcess.CanWait(Linker))
        {
            _scratch = new ScratchFolder();
            _process = LinkerProcess.StartWaiting(Linker, _scratch.Path, _workers);
        }
    }

    /// <exception cref="LtoParException">The linker failed, or the output cannot be written; nothing is left.</exception>
    public void Combine(IReadOnlyList<PartitionResult> objects)
    {
        if (Linker is null)
        {
            OutputFile.Write(_output, objects[0].Object);
            return;
        }

        _scratch ??= new ScratchFolder();
        string[] names = [.. objects.Select(o => SymbolText.PartitionName(o.Partition) + ".o")];
        for (int i = 0; i < names.Length; i++)
        {
            string file = Path.Combine(_scratch.Path, names[i]);
            OutputFile.Guard(file, () => File.WriteAllBytes(file, objects[i].Object));
        }

        _process?.Name(names);
        _process ??= LinkerProcess.Start(Linker, _scratch.Path, names);
        // Not straight to the output: linkers write through a mapping, and a full file system kills them with SIGBUS instead of an error.
        string combined = _process.Finish(_output, objects.Count);
        if (_output == "-")
        {
            OutputFile.Write(_output, File.ReadAllBytes(combined));
        }
        else
        {
            OutputFile.Replace(_output, temporary => File.Move(combined, temporary));
        }
    }

    public void Dispose()
    {
        _process?.Dispose();
        _scratch?.Dispose();
    }
}
