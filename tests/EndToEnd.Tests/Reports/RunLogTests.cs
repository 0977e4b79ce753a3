using System.Text.Json;
using LtoPar.EndToEnd.Tests.Caching;
using LtoPar.EndToEnd.Tests.Plugin;

namespace LtoPar.EndToEnd.Tests.Reports;

/// <summary>Logs of the program itself, whoever starts it, and the reports that it draws of them.</summary>
public sealed class RunLogTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_of_lua_has_a_report()
    {
        string log = _folder.File("lua.json"), page = _folder.File("lua.html");
        Tools.Check(Tools.LtoPar, Corpus.File("lua", "opt.bc"), "-o", _folder.File("lua.o"), "-j2", $"--log={log}");
        Tools.Check(Tools.LtoPar, "report", log, "-o", page);
        string text = File.ReadAllText(page);
        Assert.Empty(HtmlText.Problems(text));
        JsonElement run = Read(log);
        Assert.InRange(run.GetProperty("partitions").GetArrayLength(), 2, 100);
        string shown = HtmlText.TextOf(text);
        foreach (JsonElement partition in run.GetProperty("partitions").EnumerateArray())
        {
            Assert.Contains($"\n{partition.GetProperty("name").GetString()}\n", shown, StringComparison.Ordinal);
            Assert.Contains($"\n{partition.GetProperty("largest_function").GetString()}\n", shown, StringComparison.Ordinal);
        }

        Assert.Equal("wall time", Tools.Check(Tools.LtoPar, "report", log, log)[..9]);
    }

    [Theory]
    [InlineData("--executor=thread", "threads")]
    [InlineData("--executor=process", "worker processes")]
    [InlineData("--distributor", "distributor")]
    public void The_log_says_where_partitions_ran(string option, string executor)
    {
        using CacheWorkshop workshop = new();
        byte[] expected = workshop.Compile();
        string where = option == "--distributor" ? $"--distributor={Tools.Distributor("local")}" : option;
        string[] two = option == "--distributor" ? ["--distributor-arg=-j2"] : [];
        Assert.Equal(expected, workshop.Compile([where, .. two, $"--log={workshop.File("run.json")}"]));
        JsonElement run = Read(workshop.File("run.json"));
        Assert.Equal(executor, run.GetProperty("machine").GetProperty("executor").GetString());
        Assert.Equal(13, run.GetProperty("partitions").GetArrayLength());
        Assert.All(run.GetProperty("partitions").EnumerateArray(), p => Assert.InRange(p.GetProperty("worker").GetInt32(), 1, 2));
    }

    [Fact]
    public void The_log_says_which_machine_compiled()
    {
        using CacheWorkshop workshop = new();
        workshop.Compile(
            $"--distributor={Tools.Distributor("command")}", "--distributor-arg=--hosts=one,two", "--distributor-arg=: %h; %c",
            $"--log={workshop.File("run.json")}");
        JsonElement[] partitions = [.. Read(workshop.File("run.json")).GetProperty("partitions").EnumerateArray()];
        Assert.Equal(["one", "two"], partitions.Select(p => p.GetProperty("host").GetString()).Distinct().Order(StringComparer.Ordinal));
        Assert.All(partitions, p => Assert.True(p.GetProperty("ended_ms").GetDouble() > p.GetProperty("started_ms").GetDouble()));
        Tools.Check(Tools.LtoPar, "report", workshop.File("run.json"));
        Assert.Contains("\none (1)\n", HtmlText.TextOf(File.ReadAllText(workshop.File("run.html"))), StringComparison.Ordinal);
    }

    /// <summary>Two links in a folder that the environment names, by plugin and by wrapper; the option of the second says it of one run.</summary>
    [Fact]
    public void Links_leave_logs_where_the_environment_says()
    {
        using PluginWorkshop shop = PluginSources.Build();
        string logs = shop.File("logs");
        string[] line = ["main.o", "lib1.o", "lib2.o", "-Wl,--export-dynamic"];
        PluginWorkshop.Succeeds(shop.LinkWith("bfd", "program", [("LTO_PAR_LOG_DIR", logs)], line));
        PluginWorkshop.Succeeds(shop.LinkWith("mold", "program", [("LTO_PAR_LOG_DIR", logs)], [.. line, "-Wl,-plugin-opt=log=one.json"]));
        PluginWorkshop.Succeeds(shop.LinkThroughWrapper("lld", "program", [("LTO_PAR_LOG_DIR", logs)], [.. line, "-O2"]));
        Assert.Equal(2, Directory.GetFiles(logs, "program*.log.json").Length);
        foreach (string file in Directory.GetFiles(logs).Append(shop.File("one.json")))
        {
            Assert.Contains(Read(file).GetProperty("stages").EnumerateArray(), s => s.GetProperty("name").GetString() == "compile");
            Tools.Check(Tools.LtoPar, "report", file, "-o", shop.File("x.html"));
            Assert.Empty(HtmlText.Problems(File.ReadAllText(shop.File("x.html"))));
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_a_warning_and_no_link()
    {
        using CacheWorkshop workshop = new();
        byte[] expected = workshop.Compile();
        Finished run = Tools.Run(
            Tools.LtoPar, [workshop.Input, "--partition=max", "--final-link", "-o", workshop.File("q.o")], null, [("LTO_PAR_LOG_DIR", workshop.Input)]);
        Assert.Equal(0, run.Status);
        Assert.StartsWith($"lto-par: warning: no log of this run: LTO_PAR_LOG_DIR={workshop.Input}: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(expected, File.ReadAllBytes(workshop.File("q.o")));
    }

    private static JsonElement Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        Assert.Equal("lto-par run log", document.RootElement.GetProperty("format").GetString());
        return document.RootElement.Clone();
    }
}
