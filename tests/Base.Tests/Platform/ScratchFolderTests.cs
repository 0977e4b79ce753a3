using System.Collections.Concurrent;
using LtoPar.Platform.Files;

namespace LtoPar.Base.Tests.Platform;

public sealed class ScratchFolderTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    /// <summary>Workers that start at the same time ask for the pool's folder at the same time: a second one that was made would stay for ever.</summary>
    [Fact]
    public void Threads_that_ask_at_once_get_one_folder()
    {
        for (int i = 0; i < 50; i++)
        {
            ConcurrentBag<string> paths = [];
            using (ScratchFolder folder = new())
            {
                using ManualResetEventSlim start = new();
                Thread[] threads =
                [
                    .. Enumerable.Range(0, 8).Select(_ => new Thread(() =>
                    {
                        start.Wait(s_limit);
                        paths.Add(folder.Path);
                    })),
                ];
                Array.ForEach(threads, t => t.Start());
                start.Set();
                Array.ForEach(threads, t => t.Join());
                Assert.True(Directory.Exists(Assert.Single(paths.Distinct())));
            }

            Assert.False(Path.Exists(paths.First()));
        }
    }
}
