using LtoPar.Platform.Native;

namespace LtoPar.Base.Tests.Platform;

public sealed class HostMemoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("lto-par-cgroup-").FullName;

    public void Dispose() => Directory.Delete(_root, true);

    [Fact]
    public void There_is_memory() => Assert.InRange(HostMemory.Size, 64L << 20, 1L << 50);

    [Fact]
    public void The_least_limit_on_the_way_up_counts()
    {
        Write("a/b/memory.max", "max\n");
        Write("a/memory.max", "1000000\n");
        Assert.Equal(1_000_000, HostMemory.ControlGroups(Membership("0::/a/b\n"), _root));
        Write("a/b/memory.max", "5000\n");
        Assert.Equal(5000, HostMemory.ControlGroups(Membership("0::/a/b\n"), _root));
    }

    [Fact]
    public void Version_1_is_read_too()
    {
        Write("memory/x/memory.limit_in_bytes", "777\n");
        Assert.Equal(777, HostMemory.ControlGroups(Membership("7:cpu:/y\n4:memory:/x\n0::/\n"), _root));
    }

    [Fact]
    public void No_control_groups_are_no_limit()
    {
        Assert.Equal(long.MaxValue, HostMemory.ControlGroups(Path.Combine(_root, "none"), _root));
        Assert.Equal(long.MaxValue, HostMemory.ControlGroups(Membership("0::/gone\n"), _root));
    }

    private string Membership(string text)
    {
        string file = Path.Combine(_root, "membership");
        File.WriteAllText(file, text);
        return file;
    }

    private void Write(string name, string text)
    {
        string file = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
