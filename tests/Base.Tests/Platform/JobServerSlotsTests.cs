using LtoPar.Platform.Jobs;
using LtoPar.TestSupport;

namespace LtoPar.Base.Tests.Platform;

/// <summary>On a named pipe as make 4.4 has it.</summary>
public sealed class JobServerSlotsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lto-par-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void One_slot_is_free_and_each_other_one_is_a_token()
    {
        using FileStream pool = Pool("xy");
        JobServer server = JobServer.Open(new JobServerOffer(pool.Name, -1, -1), out _)!;
        using JobServerSlots slots = new(server);
        Assert.True(slots.Take());
        Assert.Equal(0, server.Held);
        Assert.True(slots.Take());
        Assert.True(slots.Take());
        Assert.Equal(2, server.Held);
        slots.Give();
        Assert.Equal(1, server.Held);
        slots.Give();
        slots.Give();
        Assert.Equal(0, server.Held);
        Assert.Equal("xy", Left(pool, 2));
    }

    [Fact]
    public void Who_waits_is_woken_by_a_token_and_by_the_end()
    {
        using FileStream pool = Pool("");
        JobServer server = JobServer.Open(new JobServerOffer(pool.Name, -1, -1), out _)!;
        using JobServerSlots slots = new(server);
        Assert.True(slots.Take());
        using ManualResetEventSlim taken = new();
        bool? last = null;
        Thread waiter = new(() =>
        {
            _ = slots.Take();
            taken.Set();
            last = slots.Take();
        });
        waiter.Start();
        Assert.False(taken.IsSet);
        pool.Write("z"u8);
        pool.Flush();
        Assert.True(taken.Wait(TimeSpan.FromMinutes(1)));
        slots.Close();
        Assert.True(waiter.Join(TimeSpan.FromMinutes(1)));
        Assert.False(last);
        slots.Give();
        slots.Give();
        Assert.Equal("z", Left(pool, 1));
    }

    /// <summary>A pipe that has a reader and a writer, as make's has.</summary>
    private FileStream Pool(string tokens)
    {
        string path = Path.Combine(_folder.FullName, "pool");
        Assert.Equal(0, ProcessRunner.Run("mkfifo", [path]).Status);
        FileStream pool = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        pool.Write(System.Text.Encoding.ASCII.GetBytes(tokens));
        return pool;
    }

    private static string Left(FileStream pool, int count)
    {
        byte[] bytes = new byte[count];
        pool.ReadExactly(bytes);
        return string.Concat(bytes.Select(b => (char)b).Order());
    }
}
