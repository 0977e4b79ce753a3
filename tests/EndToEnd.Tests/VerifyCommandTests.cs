namespace LtoPar.EndToEnd.Tests;

/// <summary>What verify says and returns, with commands that tell the two programs apart, and with commands that fail.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private const string Program =
        "target triple = \"x86_64-pc-linux-gnu\"\ndefine internal i32 @near() noinline { ret i32 1 }\ndefine internal i32 @far() noinline { %r = call i32 @near()\n ret i32 %r }\n"
        + "define i32 @main() { %a = call i32 @far()\n ret i32 0 }\n";

    private readonly TempFolder _folder = new();

    public VerifyCommandTests()
    {
        File.WriteAllText(_folder.File("p.ll"), Program);
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("p.ll"), "-o", Input);
    }

    private string Input => _folder.File("p.bc");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_difference_in_behaviour_is_an_error_with_both_texts()
    {
        // The program is told which object it was made of: the two have other names.
        Finished finished = Verify("--link-with=cc -no-pie %i -o %o && echo %i >%o.made", "--run=%p >/dev/null; grep -c partitions %p.made");
        Assert.Equal(1, finished.Status);
        Assert.Contains("SameBehaviour: the partitioned program ends with status 0; expected 1 (and 1 more; --all lists them)", finished.Error, StringComparison.Ordinal);
        Finished all = Verify("--link-with=cc -no-pie %i -o %o && echo %i >%o.made", "--run=%p >/dev/null; grep -c partitions %p.made", "--all");
        Assert.Equal(2, all.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("SameBehaviour: the partitioned program's output differs in line 1: '1'; expected '0'", all.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_fails_only_with_partitions_is_a_difference()
    {
        Finished finished = Verify("--link-with=case %i in *partitions*) echo no >&2; exit 4;; esac; cc -no-pie %i -o %o");
        Assert.Equal(1, finished.Status);
        Assert.Contains("SameBehaviour: the partitions do not link: status 4: no", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_always_fails_is_the_users()
    {
        Finished finished = Verify("--link-with=echo 100%% wrong >&2; exit 1; %i %o");
        Assert.Equal((1, ""), (finished.Status, finished.Output));
        Assert.Equal("lto-par: error: --link-with fails on the one-partition object already: status 1: 100% wrong\n", finished.Error);
    }

    [Theory]
    [InlineData("--link-with=cc %i", "--link-with 'cc %i' has no %o")]
    [InlineData("--run=%p", "--run needs --link-with")]
    [InlineData("--modes=fast", "unknown mode 'fast'; use threads, serial, shuffled, files")]
    [InlineData("--modes=serial,serial", "a mode is named twice")]
    public void Wrong_options_are_refused(string option, string message)
    {
        Finished finished = Verify(option);
        Assert.Equal(1, finished.Status);
        Assert.Contains(message, finished.Error, StringComparison.Ordinal);
        Assert.Single(finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Other_formats_are_refused()
    {
        File.WriteAllText(_folder.File("m.ll"), "target triple = \"arm64-apple-macosx\"\ndefine void @f() { ret void }\n");
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("m.ll"), "-o", _folder.File("m.bc"));
        Finished finished = Tools.Run(Tools.LtoPar, "verify", _folder.File("m.bc"));
        Assert.Equal((1, $"lto-par: error: {_folder.File("m.bc")}: verify reads ELF objects only\n"), (finished.Status, finished.Error));
    }

    [Fact]
    public void It_leaves_nothing_behind_and_says_what_it_does_when_asked()
    {
        Finished finished = Tools.Run(Tools.LtoPar, ["verify", Input, "--partition=max", "-v", "-j1"], null, [("TMPDIR", _folder.Path)]);
        Assert.Equal(0, finished.Status);
        Assert.Equal($"lto-par: verified {Input}: 3 partitions, 4 modes identical, 3 symbols (2 promoted), 0 differences\n", finished.Output);
        Assert.All(["one partition: ", "threads: ", "serial: ", "shuffled: ", "files: ", "compare: "], part => Assert.Contains("lto-par: " + part, finished.Error, StringComparison.Ordinal));
        Assert.Equal(["p.bc", "p.ll"], Directory.GetFileSystemEntries(_folder.Path).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    private Finished Verify(params string[] options) => Tools.Run(Tools.LtoPar, ["verify", Input, "--partition=max", "--modes=threads", .. options]);
}
