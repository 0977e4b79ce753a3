using LtoPar.Backend.Combining;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.UserCommands;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Bisecting;

/// <summary>Links objects with the user's command, and runs the user's test on the program, always at the same path.</summary>
/// <param name="link">%i is the object, %o the program; null: the test is of the object.</param>
/// <param name="test">%p is the program, %i the object.</param>
/// <param name="linker">The value of --ld.</param>
/// <param name="limit">A test that takes longer has failed.</param>
internal sealed class TestedProgram(string? link, string test, string? linker, TimeSpan limit) : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    private string Program => Path.Combine(_scratch.Path, "program");

    private string Object => Path.Combine(_scratch.Path, "program.o");

    /// <exception cref="LtoParException">The objects do not link: that is no outcome of a test.</exception>
    public bool Passes(IReadOnlyList<byte[]> objects)
    {
        using (ObjectCombiner combiner = new(Object, linker, objects.Count, workers: 1))
        {
            combiner.Combine([.. objects.Select((bytes, partition) => new PartitionResult(partition, bytes, [], PartitionTiming.None))]);
        }

        return link is not null && UserLink.Run(link, Object, Program) is { } problem
            ? throw new LtoParException(null, $"--link-with: {OneLine.Of(problem)}")
            : ShellCommand.Run(ShellCommand.Expand(test, ('p', Program), ('i', Object)), limit).Status == 0;
    }

    public void Dispose() => _scratch.Dispose();
}
