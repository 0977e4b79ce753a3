using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LtoPar.Backend;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.Execution;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Native;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Bisecting;

/// <summary>
/// Compiles a partition with the first N passes alone (LLVM's option opt-bisect-limit). LLVM counts passes from the start of the process, so that each is
/// compiled by a process of its own.
/// </summary>
internal sealed partial class PassSwitch : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly VariantCompiler _compiler;
    private readonly byte[] _bitcode;
    private readonly int _partition;
    private readonly CompileOptions _options;

    public PassSwitch(VariantCompiler compiler, byte[] bitcode, int partition, CompileOptions options)
    {
        _compiler = compiler;
        _bitcode = bitcode;
        _partition = partition;
        _options = options;
    }

    private string Bitcode => Path.Combine(_scratch.Path, "part.bc");

    /// <param name="limit">Passes to run; those that code generation cannot do without always run.</param>
    /// <exception cref="LtoParException">It does not compile so.</exception>
    public PartitionResult Compile(int limit) => Run("object", limit);

    /// <summary>LLVM's names of the passes and what each is run on, the first pass at index 0.</summary>
    /// <exception cref="LtoParException">It does not compile so.</exception>
    public IReadOnlyList<string> Passes() =>
        [.. Encoding.UTF8.GetString(Run("passes", int.MaxValue).Object).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    public void Dispose() => _scratch.Dispose();

    /// <summary>Compiles, unless the cache has what is asked for.</summary>
    /// <param name="what">The object, or the names of the passes.</param>
    private PartitionResult Run(string what, int limit)
    {
        // No bitcode ends so: the key is that of no partition.
        byte[] key = [.. _bitcode, .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\0{what} with opt-bisect-limit={limit}"))];
        return _compiler.Through(_options, key, _partition, _ =>
        {
            (byte[] bytes, string said, TimeSpan time) = Compile(string.Create(CultureInfo.InvariantCulture, $"-opt-bisect-limit={limit}"));
            return new PartitionResult(
                _partition,
                what == "object" ? bytes : Encoding.UTF8.GetBytes(string.Join('\n', PassLine().Matches(said).Select(m => m.Groups["pass"].Value))),
                [],
                new PartitionTiming(TimeSpan.Zero, TimeSpan.Zero, time, 0) { Cpu = new StageTimes(TimeSpan.Zero, TimeSpan.Zero, time) });
        });
    }

    private (byte[] Object, string Said, TimeSpan Time) Compile(string word)
    {
        if (!File.Exists(Bitcode))
        {
            OutputFile.Write(Bitcode, _bitcode);
        }

        string output = Path.Combine(_scratch.Path, "part.o");
        TimeSpan before = ChildTime.Now();
        ProgramAnswer answer = CompileChild.Run(Bitcode, output, _options, [word]);
        string said = Encoding.UTF8.GetString(answer.Error);
        return answer.Status == 0
            ? (File.ReadAllBytes(output), said, ChildTime.Now() - before)
            : throw new LtoParException(null, $"a partition does not compile with {word}: {OneLine.Of(said)}");
    }

    [GeneratedRegex(@"BISECT: (NOT )?running pass \(\d+\) (?<pass>[^\n]*)")]
    private static partial Regex PassLine();
}
