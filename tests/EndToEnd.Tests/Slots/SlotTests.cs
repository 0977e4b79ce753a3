using LtoPar.EndToEnd.Tests.Caching;

namespace LtoPar.EndToEnd.Tests.Slots;

/// <summary>A changed value compiles no code, the program has the new value, and a patched object is the recompiled one.</summary>
public sealed class SlotTests : IDisposable
{
    private readonly SlotWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("--stage=post-ipo", "-O3")]
    [InlineData("--stage=ipo", "-O2")]
    [InlineData("--stage=ipo", "--ipo=parallel", "-O3")]
    [FullData("--stage=codegen")]
    [FullData("--stage=ipo", "-O3")]
    [FullData("--stage=ipo", "-O0")]
    [FullData("--stage=ipo", "--ipo=parallel", "-O1")]
    public void A_changed_value_compiles_no_code(params string[] options)
    {
        string[] arguments = [.. options, .. SlotPrograms.Options, "--partition=max", "-fPIC"];
        (byte[] first, CacheUse use) = _workshop.LtoPar([_workshop.Merge(SlotPrograms.First), .. arguments]);
        int partitions = use.Misses;
        Assert.True(partitions > 3, $"{partitions} partitions");
        Assert.Equal(SlotPrograms.First.Output, _workshop.RunLinked("out.o"));
        File.WriteAllBytes(_workshop.File("patched.o"), first);
        (byte[] second, use) = _workshop.LtoPar([_workshop.Merge(SlotPrograms.Second), .. arguments]);
        Assert.Equal(new CacheUse(partitions - 1, 1), use);
        Assert.Equal(SlotPrograms.Second.Output, _workshop.RunLinked("out.o"));
        Assert.Equal("", _workshop.Patch("patched.o", SlotPrograms.Changes));
        Assert.Equal(second, File.ReadAllBytes(_workshop.File("patched.o")));
    }

    [Fact]
    public void Nothing_is_folded_in_one_partition_either()
    {
        _workshop.LtoPar([_workshop.Merge(SlotPrograms.First), "--stage=ipo", "-O3", "--partition=one", .. SlotPrograms.Options]);
        File.Copy(_workshop.File("out.o"), _workshop.File("patched.o"));
        _workshop.Patch("patched.o", SlotPrograms.Changes);
        Assert.Equal(SlotPrograms.Second.Output, _workshop.RunLinked("patched.o"));
    }

    [Fact]
    public void The_printed_commands_make_the_same_object()
    {
        _workshop.Merge(SlotPrograms.First);
        string[] arguments = ["merged.bc", "--stage=ipo", "--partition=max", .. SlotPrograms.Options, "-o", "out.o"];
        _workshop.Check(Tools.LtoPar, arguments);
        byte[] expected = File.ReadAllBytes(_workshop.File("out.o"));
        File.Delete(_workshop.File("out.o"));
        Finished dry = Tools.Run(Tools.LtoPar, [.. arguments, "-###"], _workshop.Path, []);
        string[] commands = [.. dry.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
        Assert.Contains("--slot=taps '--slot=oth*' --slot=order", commands[0], StringComparison.Ordinal);
        Array.ForEach(commands, c => _workshop.Check("sh", "-c", c.Replace("lto-par ", $"{Tools.LtoPar} ", StringComparison.Ordinal)));
        Assert.Equal(expected, File.ReadAllBytes(_workshop.File("out.o")));
    }

    [Theory]
    [InlineData("--slot=main", "names no slot: 'main' is a function")]
    [InlineData("--slot=printf", "names no slot: 'printf' is a function")]
    [InlineData("--slot=nothing", "names no slot: no variable of the program has such a name")]
    [InlineData("--slot=a[b", "has a '[' without a ']'")]
    public void A_pattern_that_names_no_slot_is_an_error(string option, string message)
    {
        Finished finished = Tools.Run(Tools.LtoPar, _workshop.Merge(SlotPrograms.First), option, "-o", _workshop.File("out.o"));
        Assert.Equal(1, finished.Status);
        Assert.Contains(message, finished.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_workshop.File("out.o")));
    }

    [Fact]
    public void What_clang_has_folded_is_warned_of()
    {
        _workshop.Write("folded.c", "static const int order __attribute__((used)) = 7; int main(void) { return order; }");
        Finished finished = Tools.Run(Tools.LtoPar, _workshop.Bitcode("folded.c"), "--slot=order", "-o", _workshop.File("out.o"));
        Assert.Equal(0, finished.Status);
        Assert.Contains("no code reads slot 'order'", finished.Error, StringComparison.Ordinal);
    }

    /// <summary>C++: names of namespaces, constructors that read slots before main, inline variables.</summary>
    [Fact]
    public void Slots_of_cpp_have_the_names_of_the_source()
    {
        string Source(string gain, string level) => $$"""
            #include <cstdio>
            #define SLOT __attribute__((used, weak, section("lto_par_slots")))
            namespace dsp { double gain SLOT = {{gain}}; static int plain = 2; inline int level = {{level}}; struct S { static double m; }; double S::m = 9; }
            double derived = dsp::gain * 3;
            int main() { dsp::plain += dsp::level; std::printf("%g %g %d %g\n", derived, dsp::gain, dsp::plain, dsp::S::m); }
            """;
        _workshop.Write("p.cc", Source("2", "3"));
        string[] arguments = ["--stage=ipo", "-O3", "--slot=dsp::level", "--slot=dsp::S::*", "--partition=max"];
        (byte[] first, _) = _workshop.LtoPar([_workshop.Bitcode("p.cc"), .. arguments]);
        Assert.Equal("6 2 5 9\n", _workshop.RunLinked("out.o"));
        File.WriteAllBytes(_workshop.File("patched.o"), first);
        _workshop.Patch("patched.o", "dsp::gain=2.5", "dsp::level=40");
        _workshop.Write("p.cc", Source("2.5", "40"));
        (byte[] second, CacheUse use) = _workshop.LtoPar([_workshop.Bitcode("p.cc"), .. arguments]);
        Assert.Equal("7.5 2.5 42 9\n", _workshop.RunLinked("out.o"));
        Assert.Equal(1, use.Misses);
        Assert.Equal(second, File.ReadAllBytes(_workshop.File("patched.o")));
    }
}
