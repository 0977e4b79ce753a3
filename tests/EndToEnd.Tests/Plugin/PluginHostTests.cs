namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>Linkers that are not installed, played by tests/plugin/host.c: see there for what each mode does.</summary>
public sealed class PluginHostTests : IDisposable
{
    private readonly PluginWorkshop _shop = new();
    private readonly string _host;
    private readonly string[] _objects;

    public PluginHostTests()
    {
        _host = _shop.File("host");
        Tools.Check("gcc", "-O1", "-o", _host, Path.Combine(Tools.Root, "tests/plugin/host.c"), "-ldl", "-lpthread");
        _objects =
        [
            _shop.Compile("one.c", "int two(void); int main(void) { return two(); }\n"),
            _shop.Compile("two.c", "int three(void); int two(void) { return three(); } int exported(void) { return 1; }\n"),
            _shop.Compile("three.c", "int three(void) { return 0; } __attribute__((weak)) int two(void) { return 9; }\n"),
            _shop.Compile("four.c", "int four(void) { return 4; }\n"),
            _shop.Compile("unused.c", "int unused(void) { return 4; }\n"),
        ];
    }

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Files_claimed_in_any_order_are_merged_in_that_of_the_command_line()
    {
        string? job = null;
        HashSet<string> orders = [];
        for (int seed = 1; seed <= 6; seed++)
        {
            Finished finished = Host("parallel", seed, ["-plugin-opt=job-file=job"]);
            Assert.True(finished.Status == 0, finished.Output + finished.Error);
            orders.Add(string.Join(' ', finished.Output.Split('\n').Where(l => l.StartsWith("claim", StringComparison.Ordinal))));
            string text = File.ReadAllText(_shop.File("job"));
            job ??= text;
            Assert.Equal(job, text);
        }

        Assert.True(orders.Count > 1, "the host claimed in one order only: the test tests nothing");
        Assert.Equal(["one.o", "two.o", "three.o", "four.o"], Modules(job!));
        Assert.Contains("version lto-par 1 0 1", Host("parallel", 1, []).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_thin_archives_and_of_libraries_have_the_position_of_their_archive()
    {
        // The host claims what it is given, so the archive is on its command line and not claimed, as mold does with members.
        PluginSources.Archive(_shop, "rcsT", "libthin.a", "three.o", "two.o");
        string archive = _shop.File("libthin.a");
        Finished finished = Tools.Run(
            _host, ["parallel", "3", PluginWorkshop.Plugin, Nothing(), "-plugin-opt=job-file=job", "four.o", archive, "one.o", "two.o", "three.o"],
            _shop.FolderPath, Temp());
        Assert.True(finished.Status == 0, finished.Output + finished.Error);
        Assert.Equal(["four.o", "three.o", "two.o", "one.o"], Modules(File.ReadAllText(_shop.File("job"))));
    }

    [Fact]
    public void Objects_are_added_under_the_outputs_name_and_gone_at_the_end()
    {
        Finished finished = Tools.Run(_host, ["parallel", "1", PluginWorkshop.Plugin, .. _objects], _shop.FolderPath, Temp());
        Assert.True(finished.Status == 0, finished.Output + finished.Error);
        string[] added = [.. finished.Output.Split('\n').Where(l => l.StartsWith("add ", StringComparison.Ordinal))];
        Assert.NotEmpty(added);
        Assert.All(added, a => Assert.Matches("^add .*/lto-par-link-[^/]*/objects/host[.]out[.]lto[.]p[0-9]+[.]o there$", a));
        _shop.NothingStayed();
    }

    [Fact]
    public void A_linker_that_is_killed_with_the_objects_in_its_hands_leaves_none()
    {
        Finished finished = Tools.Run(_host, ["killed", "1", PluginWorkshop.Plugin, .. _objects], _shop.FolderPath, Temp());
        Assert.Equal(137, finished.Status);
        Assert.Contains(".lto.p00.o there", finished.Output, StringComparison.Ordinal);
        _shop.NothingStays();
    }

    [Fact]
    public void No_LLVM_is_loaded_into_the_linker()
    {
        string child = _shop.Script(
            "child", "cat /proc/$PPID/maps > maps; for a; do case $a in --emit-objects=*) mkdir -p ${a#*=}; : > ${a#*=}/objects.txt;; esac; done");
        Finished finished = Tools.Run(_host, ["close", "0", PluginWorkshop.Plugin, "-plugin-opt=lto-par=" + child, .. _objects], _shop.FolderPath, Temp());
        Assert.True(finished.Status == 0, finished.Output + finished.Error);
        string maps = File.ReadAllText(_shop.File("maps"));
        Assert.Contains("lto-par.so", maps, StringComparison.Ordinal);
        Assert.DoesNotContain("libLLVM", maps, StringComparison.Ordinal);
        Assert.DoesNotContain("libstdc++", maps, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbol_readers_load_and_close_the_plugin_once_a_file()
    {
        Finished finished = Host("reader", 0, []);
        Assert.True(finished.Status == 0, finished.Output + finished.Error);
        Assert.Equal(_objects.Length, finished.Output.Split("onload 0").Length - 1);
        foreach (string expected in new[] { "symbol main 0", "symbol two 2", "symbol two 1", "symbol exported 0" })
        {
            Assert.Contains(expected, finished.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("v2", "get_symbols v2")]
    [InlineData("old", "get_symbols v1")]
    public void Older_linkers_are_asked_what_they_know(string mode, string expected)
    {
        Finished finished = Host(mode, 0, ["-plugin-opt=job-file=job"]);
        Assert.True(finished.Status == 0, finished.Output + finished.Error);
        Assert.Contains(expected, finished.Output, StringComparison.Ordinal);
        string job = File.ReadAllText(_shop.File("job"));
        Assert.Equal(["one.o", "two.o", "three.o", "four.o", "unused.o"], Modules(job));
        Assert.Contains(mode == "v2" ? "symbol plxe exported\n" : "symbol pl exported\n", job, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_that_linkers_keep_stays_and_closing_the_plugin_ends_well()
    {
        for (int i = 0; i < 5; i++)
        {
            Finished finished = Host("close", 0, []);
            Assert.True(finished.Status == 0, finished.Output + finished.Error);
            Assert.DoesNotContain("memory changed", finished.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("another array", finished.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("no code", finished.Output, StringComparison.Ordinal);
            Assert.EndsWith("end 0\n", finished.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_second_onload_begins_anew()
    {
        Finished finished = Host("again", 0, ["-plugin-opt=job-file=job"]);
        Assert.True(finished.Status == 0, finished.Output + finished.Error);
        Assert.Contains("read 0\nadded 0\n", finished.Output, StringComparison.Ordinal);
        Assert.Equal(_objects.Length, Modules(File.ReadAllText(_shop.File("job"))).Count);
    }

    [Fact]
    public void A_linker_that_ignores_what_hooks_return_is_told_by_a_message()
    {
        string failing = _shop.Script("failing", "echo 'lto-par: error: it is Monday' >&2; exit 1");
        Finished finished = Tools.Run(_host, ["errors", "0", PluginWorkshop.Plugin, "-plugin-opt=lto-par=" + failing, .. _objects], _shop.FolderPath, Temp());
        Assert.Contains("message 3 lto-par: it is Monday\n", finished.Output, StringComparison.Ordinal);
        Assert.Contains("read 3\n", finished.Output, StringComparison.Ordinal);
        _shop.NothingStayed();
    }

    [Theory]
    [InlineData("--default-signal=PIPE", false)]
    [InlineData("--ignore-signal=PIPE", true)]
    public void The_linkers_signals_are_as_they_were_and_its_child_has_none_blocked(string before, bool ignored)
    {
        string child = _shop.Script("child", "grep -E 'SigIgn|SigBlk' /proc/self/status > child.signals; for a; do case $a in --emit-objects=*) "
            + "mkdir -p ${a#*=}; : > ${a#*=}/objects.txt;; esac; done");
        Finished finished = Tools.Run(
            "env", [before, _host, "close", "0", PluginWorkshop.Plugin, "-plugin-opt=lto-par=" + child, "one.o"], _shop.FolderPath, Temp());
        Assert.True(finished.Status == 0, finished.Output + finished.Error);
        ulong pipe = 1UL << 12;
        Assert.Equal(ignored, (Signals(finished.Output, "SigIgn") & pipe) != 0);
        // No handler for interrupts, children or continuation: those belong to the linker. (SIGINT 2, SIGQUIT 3, SIGCHLD 17, SIGCONT 18)
        Assert.Equal(0UL, Signals(finished.Output, "SigCgt") & (1UL << 1 | 1UL << 2 | 1UL << 16 | 1UL << 17));
        string inChild = File.ReadAllText(_shop.File("child.signals"));
        Assert.Equal(0UL, Signals(inChild, "SigBlk"));
        Assert.Equal(ignored, (Signals(inChild, "SigIgn") & pipe) != 0);
    }

    private static ulong Signals(string status, string name) =>
        Convert.ToUInt64(status.Split('\n').First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(':')[1].Trim(), 16);

    private static List<string> Modules(string job) =>
        [.. job.Split('\n').Where(l => l.StartsWith("module ", StringComparison.Ordinal)).Select(l => l.Split(' ')[^1])];

    private (string, string)[] Temp() => [("TMPDIR", _shop.Temp)];

    private string Nothing() => "-plugin-opt=lto-par="
        + _shop.Script("compiles-nothing", "for a; do case $a in --emit-objects=*) mkdir -p ${a#*=}; : > ${a#*=}/objects.txt;; esac; done");

    private Finished Host(string mode, int seed, string[] options) =>
        Tools.Run(
            _host,
            [mode, seed.ToString(System.Globalization.CultureInfo.InvariantCulture), PluginWorkshop.Plugin, Nothing(), .. options, .. _objects],
            _shop.FolderPath, Temp());
}
