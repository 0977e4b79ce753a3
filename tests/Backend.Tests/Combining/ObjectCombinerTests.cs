using LtoPar.Backend.Combining;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Tests.Verification;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Combining;

/// <summary>When the linker that combines the objects is started. What it makes of them is for CombineTests.</summary>
public sealed class ObjectCombinerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lto-par-test-").FullName;

    private string Found => Path.Combine(_folder, "found");

    private string Output => Path.Combine(_folder, "x.o");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(3, 3, false)] // every worker has work
    [InlineData(3, 2, true)]
    [InlineData(1, 0, false)] // no worker is left to run beside
    public void It_is_started_when_a_worker_is_out_of_work(int workers, int left, bool ahead)
    {
        IReadOnlyList<PartitionResult> objects = Sample.Of(Stage.Codegen).Objects;
        using ObjectCombiner combiner = new(Output, Linker(), objects.Count, workers);
        for (int done = 0; done < objects.Count - left; done++)
        {
            combiner.Completed();
        }

        // It says so itself, before it is given anything to link.
        if (ahead)
        {
            FileEvents.WaitForFile(Found);
        }

        combiner.Combine(objects);
        Assert.Equal(ahead, File.ReadAllText(Found).Length == 0);
        Assert.NotEmpty(File.ReadAllBytes(Output));
    }

    /// <summary>lld that tells what is in its folder when it starts.</summary>
    private string Linker()
    {
        string file = Path.Combine(_folder, "ld.lld");
        File.WriteAllText(file, $"#!/bin/sh\nls >'{Found}.new'\nmv '{Found}.new' '{Found}'\nexec ld.lld-22 \"$@\"\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return file;
    }
}
