namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>Whatever happens to the cache's folder, the run succeeds, and the object is right.</summary>
public sealed class CacheFaultTests : IDisposable
{
    private readonly CacheWorkshop _workshop = new();
    private readonly byte[] _expected;

    public CacheFaultTests() => _expected = _workshop.Compile();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Damaged_entries_are_compiled_again_and_replaced()
    {
        _workshop.CompileCached();
        string[] entries = _workshop.Entries;
        for (int i = 0; i < entries.Length; i++)
        {
            byte[] entry = File.ReadAllBytes(entries[i]);
            entry[i * entry.Length / entries.Length] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(entries[i], i % 4 == 3 ? entry[..(i * entry.Length / entries.Length)] : entry);
        }

        (byte[] compiled, CacheUse use) = _workshop.CompileCached();
        Assert.Equal(_expected, compiled);
        Assert.Equal(new CacheUse(0, 13), use);
        Assert.Equal(new CacheUse(13, 0), _workshop.CompileCached().Use);
    }

    [Fact]
    public void A_cache_that_may_only_be_read_is_read_and_warned_of_once()
    {
        _workshop.CompileCached();
        File.Delete(_workshop.Entries[0]);
        File.Delete(_workshop.Entries[1]);
        Finished run = Mounted($"mount --bind '{_workshop.Cache}' '{_workshop.Cache}' && mount -o remount,ro,bind '{_workshop.Cache}'");
        Assert.Contains("\ncache: 11 hits, 2 misses\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, Warnings(run, "cannot be written"));
        _workshop.CompileCached();
        run = Mounted($"mount --bind '{_workshop.Cache}' '{_workshop.Cache}' && mount -o remount,ro,bind '{_workshop.Cache}'");
        Assert.Contains("\ncache: 13 hits, 0 misses\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, Warnings(run, ""));
    }

    [Fact]
    public void A_full_cache_is_warned_of_once_and_nothing_half_written_stays()
    {
        Directory.CreateDirectory(_workshop.Cache);
        Finished run = Mounted($"mount -t tmpfs -o size=24k none '{_workshop.Cache}'");
        Assert.Equal(1, Warnings(run, "cannot be written"));
        Assert.DoesNotContain(".tmp", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_the_folders_place_is_warned_of_once()
    {
        File.WriteAllText(_workshop.Cache, "");
        Finished run = _workshop.Run($"--cache-dir={_workshop.Cache}");
        Assert.Equal((0, 1), (run.Status, Warnings(run, "the cache cannot be made")));
        Assert.Equal(_expected, File.ReadAllBytes(_workshop.File("p.o")));
    }

    /// <summary>Entries are damaged, too, in every fifth round. LTO_PAR_TEST_FULL=1: five minutes of it, else three rounds.</summary>
    [Fact]
    public void Eight_at_a_time_do_not_disturb_each_other_when_they_are_killed()
    {
        int seconds = TestForm.IsFull ? 300 : 0;
        string script = $$"""
            cd '{{_workshop.File("")}}' || exit 9
            mkdir 1 2 3 4 5 6 7 8
            for ((round = 1; round <= 3 || SECONDS < {{seconds}}; round++)); do
                [ $((round % 3)) = 1 ] && rm -rf cache
                [ $((round % 5)) != 3 ] || for entry in cache/??/*.ltopar; do
                    [ ! -e "$entry" ] || printf x | dd of="$entry" bs=1 seek=$((RANDOM % 3000)) conv=notrunc 2>dd.err || { cat dd.err; exit 5; }
                done
                for i in 1 2 3 4 5 6 7 8; do
                    ( timeout -s KILL 0.$((RANDOM % 3))$((RANDOM % 10)) '{{Tools.LtoPar}}' \
                        p.bc --partition=max --final-link -j2 -o $i/p.o --cache-dir=cache 2>$i.err
                      status=$?
                      [ $status = 0 ] || [ $status = 137 ] || echo "status $status" >>$i.err ) 2>/dev/null &
                done
                wait
                for i in 1 2 3 4 5 6 7 8; do
                    [ -s $i.err ] && { cat $i.err; exit 3; }
                    [ ! -e $i/p.o ] || cmp $i/p.o p.o || exit 4
                    rm -f $i/*
                done
            done
            """;
        Finished run = Tools.Run("bash", "-c", script);
        Assert.True(run.Status == 0, $"{run.Status}: {run.Output}{run.Error}");
        Assert.Equal(_expected, _workshop.CompileCached().Object);
        (byte[] warm, CacheUse use) = _workshop.CompileCached();
        Assert.Equal(_expected, warm);
        Assert.Equal(new CacheUse(13, 0), use);
    }

    private static int Warnings(Finished run, string text) =>
        run.Error.Split('\n').Count(l => l.StartsWith("lto-par: warning: ", StringComparison.Ordinal) && l.Contains(text, StringComparison.Ordinal));

    /// <summary>Compiles while something is mounted in the cache's place; lists what is there afterwards.</summary>
    private Finished Mounted(string mount)
    {
        string line = $"'{Tools.LtoPar}' '{_workshop.Input}' --partition=max --final-link -j2 -o '{_workshop.File("p.o")}' --print-stats "
            + $"--cache-dir='{_workshop.Cache}'";
        File.Delete(_workshop.File("p.o"));
        Finished run = Tools.Run("unshare", ["-r", "-m", "sh", "-c", $"{mount} && {line}; s=$?; ls -R '{_workshop.Cache}'; exit $s"], null, []);
        Assert.True(run.Status == 0, run.Error);
        Assert.Equal(_expected, File.ReadAllBytes(_workshop.File("p.o")));
        return run;
    }
}
