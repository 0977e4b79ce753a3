using LtoPar.Elf;
using LtoPar.TestSupport;

namespace LtoPar.Base.Tests.Elf;

/// <summary>A build ID is what the linker was told; a file that is cut short or damaged has none, and does no harm.</summary>
public sealed class BuildIdTests
{
    private const string Id = "0123456789abcdef00ff";

    private static readonly byte[] s_program = Link();

    [Fact]
    public void It_is_the_linkers()
    {
        Assert.Equal(Id, BuildId.Find(s_program));
        Assert.Null(BuildId.Find("no program"u8));
        Assert.Null(BuildId.Find([]));
    }

    [Fact]
    public void Damaged_files_have_another_or_none()
    {
        for (int length = 0; length < 1024; length++)
        {
            _ = BuildId.Find(s_program.AsSpan(0, length));
        }

        for (int i = 0; i < 1024; i++)
        {
            foreach (byte value in new byte[] { 0, 1, 0x7f, 0xff })
            {
                byte[] damaged = [.. s_program];
                damaged[i] = value;
                Assert.True(BuildId.Find(damaged) is null or { Length: > 0 });
            }
        }
    }

    private static byte[] Link()
    {
        string folder = Directory.CreateTempSubdirectory("lto-par-test-").FullName;
        try
        {
            string output = Path.Combine(folder, "a.so");
            Finished linked = ProcessRunner.Run("gcc", ["-shared", "-nostdlib", "-xc", "/dev/null", $"-Wl,--build-id=0x{Id}", "-o", output]);
            Assert.True(linked.Status == 0, linked.Error);
            return File.ReadAllBytes(output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
