using System.Text.Json;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests.RunLogs;

/// <summary>--log of whole runs, beside --stats-json of the same ones.</summary>
public sealed class RunLogTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_log_tells_what_the_statistics_tell(int jobs)
    {
        string input = _folder.WriteModule("p.bc"), statistics = _folder.File("stats.json");
        Command.Check(input, "--partition=max", "-O1", $"-j{jobs}", $"--log={_folder.File("run.json")}", $"--stats-json={statistics}");
        LogDocument log = Read("run.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(statistics));
        JsonElement expected = document.RootElement;
        Assert.Equal(expected.GetProperty("input").GetString(), log.Input);
        Assert.Equal(expected.GetProperty("jobs").GetInt32(), log.Machine.Workers);
        Assert.Equal(Environment.ProcessorCount, log.Machine.Processors);
        Assert.Equal(expected.GetProperty("symbols").GetInt32(), log.Program!.Symbols);
        Assert.Equal(
            expected.GetProperty("phases").EnumerateArray().Select(p => (p.GetProperty("name").GetString(), p.GetProperty("wall_ms").GetDouble())),
            log.Stages.Select(s => ((string?)s.Name, Math.Round(s.WallMs, 4))), (a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 0.001);
        Assert.Equal(["read", "compile"], log.Stages.Where(s => s.IsParallel).Select(s => s.Name));
        Assert.Contains(log.Stages, s => s.Name == "compile" && s.CpuMs > 0);
        Assert.InRange(log.WallMs, log.Stages.Sum(s => s.WallMs) - 0.001, double.MaxValue);
        Assert.Equal(["p00", "p01", "p02", "p03"], log.Partitions.Select(p => p.Name));
        foreach ((LogPartition partition, JsonElement other) in log.Partitions.Zip(expected.GetProperty("partitions").EnumerateArray()))
        {
            Assert.Equal(other.GetProperty("largest_function").GetString(), partition.LargestFunction);
            Assert.Equal(other.GetProperty("object_bytes").GetInt64(), partition.ObjectBytes);
            Assert.Equal(other.GetProperty("emit_cpu_ms").GetDouble(), partition.EmitCpuMs);
            double ran = other.GetProperty("ended_ms").GetDouble() - other.GetProperty("started_ms").GetDouble();
            Assert.Equal(ran, partition.EndedMs - partition.StartedMs, 0.001);
            Assert.InRange(partition.Worker, 1, jobs);
            LogStage compile = log.Stages.Single(s => s.Name == "compile");
            Assert.InRange(partition.StartedMs, compile.StartedMs, compile.EndedMs);
            Assert.Null(partition.Cache);
        }

        Assert.Null(log.Cache);
        Assert.Contains("-O1", log.Options);
        Assert.Contains("--partition=max", log.Options);
        Assert.Contains($"-j{jobs}", log.Options);
        Assert.DoesNotContain(log.Options, o => o.StartsWith("--unique-id", StringComparison.Ordinal));
    }

    /// <summary>helper is called from two other partitions, and uses a variable; the plan of "dump-partitions" says the same.</summary>
    [Fact]
    public void What_was_cut_and_promoted_is_there_with_reasons()
    {
        Command.Check(_folder.WriteModule("p.bc"), "--partition=max", $"--log={_folder.File("run.json")}");
        LogDocument log = Read("run.json");
        Assert.Equal(3, log.Cut!.CutEdges);
        Assert.Equal([("left", "helper"), ("main", "helper"), ("main", "left")], log.Cut.Edges.Select(e => (e.Caller, e.Callee)).Order());
        Assert.Equal(3, log.Cut.PairCount);
        Assert.Equal(["helper", "state"], log.Promoted!.Shown.Select(s => s.Name).Order(StringComparer.Ordinal));
        LogSymbol helper = log.Promoted.Shown[0];
        Assert.Equal(("helper", "function", 2, "promoted from internal: other partitions use it"), (helper.Name, helper.Kind, helper.Users, helper.Why));
        Assert.StartsWith("helper.lto_par.", helper.NewName, StringComparison.Ordinal);
        Assert.Equal((0, 0), (log.Cloned!.Count, log.Together!.GroupCount));
    }

    [Fact]
    public void Groups_have_the_rules_that_made_them()
    {
        File.WriteAllBytes(_folder.File("g.bc"), LlvmTools.Assemble(
            """
            target triple = "x86_64-pc-linux-gnu"
            $c = comdat any
            define void @c() comdat { ret void }
            define void @d() comdat($c) { ret void }
            @e = alias void (), ptr @d
            define void @f() { ret void }
            """));
        Command.Check(_folder.File("g.bc"), "--partition=max", $"--log={_folder.File("run.json")}");
        LogTogether together = Read("run.json").Together!;
        Assert.Equal(1, together.GroupCount);
        Assert.Equal([("comdat", 1), ("alias", 1)], together.Rules.Select(r => (r.Name, r.Groups)));
        Assert.Equal(["comdat", "alias"], together.Groups.Single().Rules);
        Assert.Equal(3, together.Groups.Single().Symbols);
    }

    [Fact]
    public void Hits_and_misses_have_their_reasons()
    {
        string input = _folder.WriteModule("p.bc"), cache = $"--cache-dir={_folder.File("cache")}";
        Assert.All(Run("-O2").Partitions, p => Assert.Equal(("miss", "compiled for the first time"), (p.Cache, p.CacheWhy)));
        Assert.All(Run("-O1").Partitions, p => Assert.Equal(("miss", "level changed"), (p.Cache, p.CacheWhy)));
        LogDocument unchanged = Run("-O1");
        Assert.True(unchanged.Unchanged);
        Assert.Null(unchanged.Program);
        Assert.All(unchanged.Partitions, p => Assert.Equal(("hit", "nothing has changed"), (p.Cache, p.CacheWhy)));
        Assert.All(Run("-O1", "--print-stats").Partitions, p => Assert.Equal(("hit", "from the folder"), (p.Cache, p.CacheWhy)));
        foreach (string entry in Directory.GetFiles(_folder.File("cache"), "*.ltopar", SearchOption.AllDirectories))
        {
            File.Delete(entry);
        }

        Assert.All(Run("-O1").Partitions, p => Assert.Equal(("miss", "nothing changed, and its object is gone or was not kept"), (p.Cache, p.CacheWhy)));

        LogDocument Run(params string[] options)
        {
            Assert.Equal(0, Command.Run([input, "--partition=max", "--final-link", cache, $"--log={_folder.File("run.json")}", .. options]).Status);
            return Read("run.json");
        }
    }

    [Fact]
    public void What_no_cache_may_have_says_why()
    {
        File.WriteAllBytes(_folder.File("w.bc"), LlvmTools.Assemble(
            """
            target triple = "x86_64-pc-linux-gnu"
            define void @f() {
              call void asm sideeffect ".warning \22look here\22", ""()
              ret void
            }
            """));
        string log = $"--log={_folder.File("run.json")}";
        Assert.Equal(0, Command.Run(_folder.File("w.bc"), $"--cache-dir={_folder.File("cache")}", log).Status);
        LogPartition partition = Read("run.json").Partitions.Single();
        Assert.Equal(("not kept", "LLVM warned of something"), (partition.Cache, partition.CacheWhy));
    }

    [Fact]
    public void A_log_that_cannot_be_written_is_an_error_before_the_work()
    {
        string input = _folder.WriteModule("p.bc");
        CommandResult outcome = Command.Run(input, $"--log={_folder.File("none/l.json")}");
        string error = $"lto-par: error: {_folder.File("none/l.json")}: cannot be written: no such directory; create it first\n";
        Assert.Equal((1, error), (outcome.Status, outcome.Error));
        Assert.Equal(["p.bc"], _folder.Names());
        Assert.Contains("would overwrite the input; name another file with --log", Command.Run(input, $"--log={input}").Error, StringComparison.Ordinal);
        Command.Run(input, "-###", $"--log={_folder.File("l.json")}");
        Assert.Equal(["p.bc"], _folder.Names());
    }

    private LogDocument Read(string name) => LogReader.Read(_folder.File(name));
}
