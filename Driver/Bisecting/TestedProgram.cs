using System.Globalization;
using System.Text;
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
/// <param name="timeout">Seconds; a test that takes longer has failed.</param>
internal sealed class TestedProgram(string? link, string test, string? linker, int timeout) : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    private string Program => Path.Combine(_scratch.Path, "program");

    private string Object => Path.Combine(_scratch.Path, "program.o");

    /// <exception cref="LtoParException">The objects do not link: that is no outcome of a test.</exception>
    public bool Passes(IReadOnlyList<byte[]> objects)
    {
        using (ObjectCombiner combiner = new(Object, linker, objects.Count, workers: 1))
        {
            PartitionTiming none = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0);
            combiner.Combine([.. objects.Select((bytes, partition) => new PartitionResult(partition, bytes, [], none))]);
        }

        if (link is not null)
        {
            Link();
        }

        // GNU timeout ends what the test has started, too; it is given by its own shell, since the test is a shell command.
        string command = ShellCommand.Expand(test, ('p', Program), ('i', Object));
        string limited = ShellCommand.Expand($"timeout -k 2 {timeout.ToString(CultureInfo.InvariantCulture)} /bin/sh -c %c", ('c', command));
        return ShellCommand.Run(limited).Status == 0;
    }

    public void Dispose() => _scratch.Dispose();

    private void Link()
    {
        File.Delete(Program);
        ShellCommand.Outcome linked = ShellCommand.Run(ShellCommand.Expand(link!, ('i', Object), ('o', Program)));
        if (linked.Status != 0 || !File.Exists(Program))
        {
            string text = Encoding.UTF8.GetString(linked.Error).Trim();
            string made = linked.Status == 0 ? " and no %o was made" : "";
            throw new LtoParException(null, $"--link-with: status {linked.Status}{(text.Length > 0 ? ": " + OneLine.Of(text) : "")}{made}");
        }
    }
}
