namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>"lto-par cache".</summary>
public sealed class CacheCommandTests : IDisposable
{
    private readonly CacheWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void It_counts_prunes_and_clears()
    {
        _workshop.CompileCached();
        _workshop.CompileCached();
        Assert.Matches($"^folder {_workshop.Cache}\nentries 13\nbytes \\d+\nhits 13\nmisses 13\n$", Cache("stats"));
        Assert.StartsWith("removed 0 files, 0 bytes; left ", Cache("prune"), StringComparison.Ordinal);
        Assert.Matches("^removed \\d+ files, \\d+ bytes; left 5 files, \\d+ bytes\n$", Cache("prune", "--cache-policy=cache_size_files=5"));
        File.WriteAllText(Path.Combine(_workshop.Cache, "mine"), "");
        Assert.EndsWith("; left 0 files, 0 bytes\n", Cache("clear"), StringComparison.Ordinal);
        Assert.Empty(_workshop.Entries);
        Assert.True(File.Exists(Path.Combine(_workshop.Cache, "mine")));
        Assert.Contains("entries 0\nbytes 0\nhits 0\nmisses 0\n", Cache("stats"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_why_a_partition_was_compiled()
    {
        _workshop.CompileCached();
        Assert.Matches("^(p\\d\\d: was compiled for the first time \\(20.*UTC\\)\n){13}$", Cache("why", _workshop.File("p.o")));
        _workshop.Write(CacheWorkshop.Program(100));
        _workshop.CompileCached();
        string line = Assert.Single(Cache("why", _workshop.File("p.o")).Split('\n'), l => l.Contains("was compiled again: ", StringComparison.Ordinal));
        Assert.Matches("^p05: was compiled again: bitcode changed \\(20.*UTC\\); changed: f5$", line);
        _workshop.CompileCached("-O3", "-mcpu=x86-64-v3");
        Assert.StartsWith("p03: was compiled again: level, cpu changed (", Cache("why", _workshop.File("p.o"), "p03"), StringComparison.Ordinal);
    }

    /// <summary>Functions behind a longer one move, and are the same functions.</summary>
    [Theory]
    [InlineData("-ffunction-sections")]
    [InlineData("-fno-function-sections")]
    public void It_says_which_functions_are_others(string sections)
    {
        string text(string value) => $"@text = private unnamed_addr constant [4 x i8] c\"{value}\\00\"\n@number = global i32 {value.Length}\n"
            + "define ptr @says() {\n  ret ptr @text\n}\n";
        string[] options = ["--partition=one", sections];
        _workshop.Write(CacheWorkshop.Program(0, text("one") + "define void @old() {\n  ret void\n}\n"));
        _workshop.CompileCached(options);
        _workshop.Write(CacheWorkshop.Program(1234567, text("two") + "define void @fresh() {\n  ret void\n}\n"));
        _workshop.CompileCached(options);
        Assert.EndsWith("; changed: f5, says; new: fresh; gone: old\n", Cache("why", _workshop.File("p.o")), StringComparison.Ordinal);
        foreach (string entry in _workshop.Entries)
        {
            File.Delete(entry);
        }

        Assert.EndsWith("; its objects are no longer in the cache\n", Cache("why", _workshop.File("p.o")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("say stats, prune, clear, or why OUTPUT [pNN]")]
    [InlineData("cannot do 'empty'", "empty")]
    [InlineData("no such directory", "stats")]
    [InlineData("knows no partition of it", "why", "nothing.o")]
    public void What_it_cannot_do_is_an_error(string message, params string[] words)
    {
        if (words is ["why", ..])
        {
            _workshop.CompileCached();
        }

        Finished run = Tools.Run(Tools.LtoPar, ["cache", .. words, $"--cache-dir={_workshop.Cache}"], null, []);
        Assert.Equal(1, run.Status);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_is_checked_before_there_is_work()
    {
        Finished run = _workshop.Run($"--cache-dir={_workshop.Cache}", "--cache-policy=prune_after=3d");
        Assert.Equal(
            (1, "lto-par: error: --cache-policy: invalid cache policy: '3d' must end with one of 's', 'm' or 'h'\n"), (run.Status, run.Error));
        Assert.Empty(_workshop.Entries);
    }

    private string Cache(params string[] words) => Tools.Check(Tools.LtoPar, ["cache", .. words, $"--cache-dir={_workshop.Cache}"]);
}
