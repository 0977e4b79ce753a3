using System.Globalization;

namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>Partitions, links and runs a trap's inputs at one cut after the other.</summary>
internal sealed class TrapWorkshop : IDisposable
{
    private readonly Trap _trap;
    private readonly string[] _stage;
    private readonly TempFolder _folder = new();
    private readonly IReadOnlyList<string> _bitcode;
    private readonly IReadOnlyList<string> _natives;
    private readonly HashSet<string> _passed = [];
    private int _builds;

    /// <summary>Most partitions that an input came to at the last cut.</summary>
    public int Partitions { get; private set; }

    /// <param name="stage">A value of --stage, or "partition-ipo".</param>
    public TrapWorkshop(Trap trap, string stage)
    {
        _trap = trap;
        _stage = stage == "partition-ipo" ? ["--stage=ipo", "--ipo=parallel"] : [$"--stage={stage}"];
        (_bitcode, _natives) = TrapInputs.Of(trap);
    }

    /// <summary>The fault at a cut, and the messages about it; null when all is well.</summary>
    /// <param name="cut">A number of partitions, or "max".</param>
    /// <param name="disabled">Rules that are off, or null.</param>
    public (Red Red, string Says)? Try(string cut, string? disabled = null)
    {
        string place = _folder.File(string.Create(CultureInfo.InvariantCulture, $"{_builds++}"));
        Directory.CreateDirectory(place);
        string objects = Path.Combine(place, "parts");
        List<string> combined = [];
        Partitions = 0;
        foreach (string bitcode in _bitcode)
        {
            combined.Add(Path.Combine(place, Path.GetFileNameWithoutExtension(bitcode) + ".o"));
            Finished partitioned = Tools.Run(
                Tools.LtoPar,
                [
                    bitcode, "-o", combined[^1], .. _stage, "-j2", "-fPIC", $"--emit-objects={objects}",
                    .. cut == "max" ? ["--partition=max"] : new[] { "--max-functions=1", $"--partitions={cut}" },
                    .. disabled is null ? [] : new[] { $"--disable-rule={disabled}" },
                ],
                null,
                [("LTO_PAR_CRASH_DIR", _folder.Path)]);
            if (partitioned.Status != 0)
            {
                return (Red.Refused, partitioned.Error);
            }

            Partitions = Math.Max(Partitions, File.ReadLines(Path.Combine(objects, "objects.txt")).Count());
        }

        // Most traps have fewer groups than the largest cuts have partitions: what is the same object has been tried.
        string bytes = string.Join(' ', combined.Select(Tools.HashOf));
        if (_passed.Contains(bytes))
        {
            return null;
        }

        (Red, string)? failure = LinkAndRun(place, combined, objects);
        if (failure is null)
        {
            _passed.Add(bytes);
        }

        return failure;
    }

    public void Dispose() => _folder.Dispose();

    private (Red, string)? LinkAndRun(string place, List<string> combined, string objects)
    {
        string program = Path.Combine(place, "program");
        string library = Path.Combine(place, "libtrap.so");
        if (_trap.LibraryFlags is not null)
        {
            Finished shared = Tools.Run("c++", ["-shared", "-o", library, .. combined, .. _trap.LibraryFlags]);
            if (shared.Status != 0)
            {
                return (Red.LinkFails, shared.Error);
            }
        }

        string[] parts = _trap.LibraryFlags is null ? [.. combined, .. _natives] : _trap.IsOpened ? [.. _natives] : [.. _natives, library];
        Finished linked = Tools.Run("c++", ["-o", program, .. parts, .. _trap.LinkFlags]);
        if (linked.Status != 0)
        {
            return (Red.LinkFails, linked.Error);
        }

        Finished finished = Tools.Run(program, _trap.IsOpened ? [library] : []);
        if ((finished.Status, finished.Output) != (_trap.Status, _trap.Output))
        {
            return (Red.Misbehaves, $"status {finished.Status}, output '{finished.Output}' {finished.Error}");
        }

        if (_trap.GoesInIpo && _stage.Contains("--stage=ipo"))
        {
            return null;
        }

        return _trap.Check?.Invoke(new TrapBuild(_trap.LibraryFlags is null ? program : library, objects)) is { } problem ? (Red.Misbehaves, problem) : null;
    }

    private static string Source(string name) => Path.Combine(Tools.Root, "tests/traps", name);
}
