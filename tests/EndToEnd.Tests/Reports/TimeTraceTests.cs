using LtoPar.EndToEnd.Tests.Caching;
using LtoPar.EndToEnd.Tests.Linking;
using LtoPar.EndToEnd.Tests.Plugin;

namespace LtoPar.EndToEnd.Tests.Reports;

/// <summary>--time-trace of the program itself, wherever the partitions are compiled and whoever starts it.</summary>
public sealed class TimeTraceTests
{
    [Theory]
    [InlineData("--executor=thread", "carve", "emit", "optimize")]
    [InlineData("--executor=process", "carve", "emit", "optimize")]
    [InlineData("--distributor=local", "carve")]
    public void Every_partition_is_there_with_the_steps_that_are_known(string where, params string[] steps)
    {
        using CacheWorkshop workshop = new();
        byte[] expected = workshop.Compile();
        string option = where == "--distributor=local" ? $"--distributor={Tools.Distributor("local")}" : where;
        Assert.Equal(expected, workshop.Compile(option, $"--time-trace={workshop.File("trace.json")}", "--time-trace-granularity=0"));
        TraceText trace = TraceText.Read(workshop.File("trace.json"));
        Assert.Empty(trace.Problems());
        Assert.Equal(Enumerable.Range(0, 13).Select(p => $"p{p:00}"), trace.Partitions.Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.All(trace.Partitions, p => Assert.Equal(steps, trace.StepsOf(p).Select(s => s.Name).Order(StringComparer.Ordinal)));
        Assert.InRange(trace.Partitions.Select(p => p.Row).Distinct().Count(), 1, 2);
        foreach ((string step, string pass) in steps.Length > 1 ? [("optimize", "InstCombinePass"), ("emit", "RunPass")] : Array.Empty<(string, string)>())
        {
            TraceEntry[] stages = [.. trace.Steps.Where(s => s.Name == step)];
            TraceEntry[] runs = [.. trace.Passes.Where(p => p.Name == pass && stages.Any(s => s.Row == p.Row && s.Start <= p.Start && p.End <= s.End))];
            Assert.InRange(runs.Length, 12, int.MaxValue);
            Assert.Contains("f5", runs.Concat(trace.Passes).Select(p => p.Arguments).Where(a => a.TryGetProperty("detail", out _))
                .Select(a => a.GetProperty("detail").GetString()));
        }

        Assert.Equal(steps.Length > 1, trace.Passes.Length > 0);
        Assert.Equal(steps.Length > 1, trace.Counter("memory predicted in use", "bytes").Length > 0);
    }

    /// <summary>A library that has the profiler under other names; all else is the same.</summary>
    [Fact]
    public void Without_LLVMs_profiler_there_are_no_passes_and_a_note_says_so()
    {
        using CacheWorkshop workshop = new();
        byte[] expected = workshop.Compile();
        string library = workshop.File("libLLVM.so");
        byte[] bytes = File.ReadAllBytes(Tools.Check(Tools.LtoPar, "--version").Split('(', ')')[1]);
        Span<byte> name = bytes.AsSpan()[bytes.AsSpan().IndexOf("_ZN4llvm27timeTraceProfilerInitializeEjNS_9StringRefEb"u8)..];
        name[0] = (byte)'X';
        File.WriteAllBytes(library, bytes);
        Finished traced = workshop.Run($"--llvm-lib={library}", $"--time-trace={workshop.File("trace.json")}", "--time-trace-granularity=0");
        Assert.Equal(
            (0, $"lto-par: note: {library}: has no profiler of passes that can be called (LLVM's timeTraceProfilerInitialize); the trace is without them\n"),
            (traced.Status, traced.Error));
        Assert.Equal(expected, File.ReadAllBytes(workshop.File("p.o")));
        TraceText trace = TraceText.Read(workshop.File("trace.json"));
        Assert.Empty(trace.Problems());
        Assert.Equal((39, 0), (trace.Steps.Length, trace.Passes.Length));
    }

    [Theory]
    [InlineData("bfd")]
    [InlineData("mold")]
    [FullData("gold")]
    public void A_link_through_the_plugin_is_traced(string linker)
    {
        using PluginWorkshop shop = PluginSources.Build();
        PluginWorkshop.Succeeds(shop.Link(
            linker, "program", "main.o", "lib1.o", "lib2.o", "-Wl,-plugin-opt=--time-trace=trace.json", "-Wl,-plugin-opt=--partition=max", "-Wl,-plugin-opt=j2",
            "-Wl,--export-dynamic"));
        Assert.Equal("2\nstatus 0", shop.Run("program"));
        IsALink(TraceText.Read(shop.File("trace.json")), "merge");
    }

    /// <summary>The wrapper links twice, and lld merges; lto-par runs once between, and the second link is not told.</summary>
    [Fact]
    public void A_link_by_the_wrapper_is_traced()
    {
        using LldWorkshop workshop = new();
        workshop.Bitcode("main.c", "int f(int);\nint main(int argc, char **argv) { return f(argc) - 11; }");
        workshop.Bitcode("f.c", "__attribute__((noinline)) int f(int x) { return x + 10; }");
        LldWorkshop.Succeed(workshop.Link("program", "main.o", "f.o", "-Wl,-plugin-opt=--time-trace=trace.json", "-Wl,-plugin-opt=jobs=2"));
        Assert.Equal("status 0", workshop.Run("program"));
        IsALink(TraceText.Read(workshop.File("trace.json")), "ipo read");
    }

    /// <param name="before">The phase before optimisation.</param>
    private static void IsALink(TraceText trace, string before)
    {
        Assert.Empty(trace.Problems());
        Assert.Equal(
            ["load", "open", before, "ipo", "ipo write", "ipo free", "read", "plan", "linkage", "compile", "combine"],
            trace.Phases.Select(p => p.Name).Where(n => n != "cache"));
        Assert.InRange(trace.Partitions.Length, 2, 20);
        Assert.Equal(trace.Partitions.Length, trace.Partitions.Select(p => p.Name).Distinct().Count());
        Assert.Equal(3 * trace.Partitions.Length, trace.Steps.Length);
    }
}
