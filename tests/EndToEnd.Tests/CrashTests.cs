namespace LtoPar.EndToEnd.Tests;

/// <summary>LLVM giving up or crashing is an error message with status 1, never the end of the process by a signal; nothing is left behind.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_fatal_error_names_the_partition_and_leaves_a_reproducer()
    {
        string source = _folder.File("fatal.ll");
        File.WriteAllText(
            source,
            "target triple = \"x86_64-pc-linux-gnu\"\ndeclare i64 @llvm.aarch64.space(i32, i64)\ndefine i64 @bad(i64 %x) {\n"
            + "  %r = call i64 @llvm.aarch64.space(i32 8, i64 %x)\n  ret i64 %r\n}\n"
            + "define i32 @main() {\n  ret i32 0\n}\n");
        Tools.Check(Tools.Llvm("llvm-as"), source, "-o", _folder.File("fatal.bc"));
        Finished finished = Run("fatal.bc", "--partition=max", "-O1");
        Assert.Equal(1, finished.Status);
        Assert.Contains("partition p00: LLVM gave up: Cannot select", finished.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("out.o")));
        string script = finished.Error.Split("reproduce with ")[1].Trim();
        Assert.StartsWith(_folder.Path, script, StringComparison.Ordinal);
        Finished again = Tools.Run(
            script, [], null, [("PATH", Path.GetDirectoryName(Tools.LtoPar) + ":" + Environment.GetEnvironmentVariable("PATH")), ("TMPDIR", _folder.Path)]);
        Assert.Equal(1, again.Status);
        Assert.Contains("Cannot select", again.Error, StringComparison.Ordinal);
        // The two reproducers, and nothing of the runs themselves.
        Assert.Equal(2, Directory.GetDirectories(_folder.Path).Length);
    }

    [Fact]
    public void Flipped_bits_anywhere_are_an_error_or_fine()
    {
        string source = _folder.File("flip.c");
        File.WriteAllText(source, "#include <stdio.h>\nstatic int table[] = {1, 2, 3};\nint f(int i) { return table[i]; }\n"
            + "int main(int c, char **v) { for (int i = 0; i < c; i++) printf(\"%s %d\\n\", v[i], f(i)); return 0; }\n");
        Tools.Check(Tools.Llvm("clang"), "-O2", "-flto", "-c", source, "-o", _folder.File("flip.bc"));
        byte[] good = File.ReadAllBytes(_folder.File("flip.bc"));
        int failed = 0;
#pragma warning disable CA5394 // the same bits every time
        Random random = new(11);
        for (int i = 0; i < 80; i++)
        {
            byte[] bad = [.. good];
            for (int flips = 1 + random.Next(3); flips > 0; flips--)
            {
                bad[random.Next(8, bad.Length)] ^= (byte)(1 << random.Next(8));
            }
#pragma warning restore CA5394
            File.WriteAllBytes(_folder.File("bad.bc"), bad);
            Finished finished = Run("bad.bc");
            Assert.True(finished.Status is 0 or 1, $"case {i}: status {finished.Status}\n{finished.Error}");
            Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
            Assert.True(finished.Status == 0 || finished.Error.Contains("lto-par: error: ", StringComparison.Ordinal), finished.Error);
            Assert.Equal(finished.Status == 0, File.Exists(_folder.File("out.o")));
            failed += finished.Status;
            File.Delete(_folder.File("out.o"));
        }

        Assert.True(failed > 10, "the flips did not break anything: the test tests nothing");
        Assert.All(Directory.GetDirectories(_folder.Path), d => Assert.StartsWith("lto-par-crash-", Path.GetFileName(d), StringComparison.Ordinal));
    }

    private Finished Run(string input, params string[] options) =>
        Tools.Run(Tools.LtoPar, [_folder.File(input), "-o", _folder.File("out.o"), .. options], null, [("TMPDIR", _folder.Path)]);
}
