using LtoPar.EndToEnd.Tests.Caching;
using LtoPar.EndToEnd.Tests.Plugin;

namespace LtoPar.EndToEnd.Tests.Slots;

/// <summary>Slots in links: jobs and their segments, the plugin, the wrapper for ld.lld; values of the linked program change in place.</summary>
public sealed class SlotLinkTests : IDisposable
{
    private readonly SlotWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("--ipo=parallel", "--segments=2")]
    [FullData("--ipo=parallel", "--segments=1")]
    [FullData("--ipo=serial")]
    public void A_link_job_compiles_no_code_for_a_changed_value(params string[] options)
    {
        string[] arguments = ["link", "program.resolution.txt", "-O3", "--partition=max", .. SlotPrograms.Options, .. options];
        Resolve(SlotPrograms.First);
        (byte[] first, CacheUse use) = _workshop.LtoPar(arguments);
        int partitions = use.Misses;
        Assert.True(partitions > 2, $"{partitions} partitions");
        Assert.Equal(SlotPrograms.First.Output, _workshop.RunLinked("out.o"));
        File.WriteAllBytes(_workshop.File("patched.o"), first);
        Resolve(SlotPrograms.Second);
        (byte[] second, use) = _workshop.LtoPar(arguments);
        Assert.Equal(new CacheUse(partitions - 1, 1), use);
        Assert.Equal(SlotPrograms.Second.Output, _workshop.RunLinked("out.o"));
        _workshop.Patch("patched.o", SlotPrograms.Changes);
        Assert.Equal(second, File.ReadAllBytes(_workshop.File("patched.o")));
    }

    [Theory]
    [InlineData("bfd")]
    [InlineData("lld", "-Wl,--icf=all,--gc-sections")]
    [FullData("mold")]
    [FullData("gold", "-Wl,--icf=all,--gc-sections")]
    public void A_linked_program_is_patched(string linker, params string[] options)
    {
        Link(linker, SlotPrograms.First, options);
        Assert.Equal(SlotPrograms.First.Output, _workshop.Run("program"));
        UnixFileMode mode = File.GetUnixFileMode(_workshop.File("program"));
        _workshop.Patch("program", SlotPrograms.Changes);
        Assert.Equal(SlotPrograms.Second.Output, _workshop.Run("program"));
        Assert.Equal(mode, File.GetUnixFileMode(_workshop.File("program")));
        byte[] patched = File.ReadAllBytes(_workshop.File("program"));
        Link(linker, SlotPrograms.Second, options);
        Assert.Equal(File.ReadAllBytes(_workshop.File("program")), patched);
        Assert.Equal(1, CacheUse.Of(_workshop.File("stats.json")).Misses);
    }

    /// <summary>Equal values: neither a linker that folds all that is equal nor LLVM may make one of two slots, or of a slot and a constant.</summary>
    [Fact]
    public void Equal_slots_stay_two()
    {
        _workshop.Write(
            "main.c",
            """
            #include <stdio.h>
            extern const long a, b, c;
            const long *volatile seen[3] = { &a, &b, &c };
            int main(void) { printf("%ld %ld %ld\n", *seen[0], *seen[1], *seen[2]); return 0; }
            """);
        _workshop.Write("other.c", "extern const long a, b, c; const long a = 7, b = 7, c = 7;");
        LinkObjects("lld", [_workshop.Bitcode("main.c"), _workshop.Bitcode("other.c")], "-Wl,--icf=all", "-Wl,-plugin-opt=slot=[ab]");
        Assert.Equal("7 7 7\n", _workshop.Run("program"));
        _workshop.Patch("program", "a=8");
        Assert.Equal("8 7 7\n", _workshop.Run("program"));
    }

    [Fact]
    public void What_cannot_be_patched_is_an_error_and_nothing_is_written()
    {
        _workshop.Write("main.c", "static int twice __attribute__((used, section(\"lto_par_slots\"))) = 1; int other(void);\n"
            + "char *text __attribute__((section(\"lto_par_slots\"))) = \"abc\"; int plain = 3; int main(void) { return twice + other() + text[0] + plain; }");
        _workshop.Write("other.c", "static int twice __attribute__((used, section(\"lto_par_slots\"))) = 2; int other(void) { return twice; }");
        LinkObjects("lld", [_workshop.Bitcode("main.c"), _workshop.Bitcode("other.c")]);
        byte[] before = File.ReadAllBytes(_workshop.File("program"));
        Refused("slots 'twice'; say which: ", "program", "twice=3");
        Refused("has no slot 'plain'", "program", "plain=3");
        Refused("a pointer cannot be patched", "program", "text=0");
        Refused("holds an address there", "program", "text=@eight");
        Refused("is no NAME=VALUE", "program", "text");
        string[] listed = _workshop.Patch("program").Split('\n');
        string[] values = [.. listed[..^1].Select(l => l[(l.IndexOf('\t', StringComparison.Ordinal) + 1)..]).Order(StringComparer.Ordinal)];
        Assert.Equal(["i32\t1", "i32\t2", "ptr\t_"], values);
        string first = listed[0].Split('\t')[0];
        Refused("is not an integer", "program", $"{first}=3", $"{first}=x");
        Assert.Equal(before, File.ReadAllBytes(_workshop.File("program")));
        _workshop.Patch("program", $"{first}=3", "-o", "patched");
        Assert.Equal(before, File.ReadAllBytes(_workshop.File("program")));
        Assert.Contains($"{first}\ti32\t3", _workshop.Patch("patched"), StringComparison.Ordinal);
        _workshop.Check("strip", "program");
        Refused("stripped", "program", $"{first}=3");
        Refused("is no ELF file", "main.c", "a=3");
        Refused("has no slots", "/bin/true", "a=3");
    }

    private void Refused(string message, string file, params string[] changes)
    {
        File.WriteAllBytes(_workshop.File("eight"), new byte[8]);
        Finished finished = Tools.Run(Tools.LtoPar, ["patch-slots", file, .. changes], _workshop.Path, []);
        Assert.True(finished.Status == 1, finished.Output);
        Assert.StartsWith("lto-par: error: ", finished.Error, StringComparison.Ordinal);
        Assert.Contains(message, finished.Error, StringComparison.Ordinal);
    }

    private void Link(string linker, SlotValues values, string[] options) => LinkObjects(
        linker,
        _workshop.Compile(values),
        [
            .. options, .. SlotPrograms.Options.Select(o => $"-Wl,-plugin-opt={o[2..]}"), "-Wl,-plugin-opt=cache-dir=cache",
            "-Wl,-plugin-opt=--stats-json=stats.json", "-Wl,-plugin-opt=--partition=max",
        ]);

    private void LinkObjects(string linker, string[] objects, params string[] options) => _workshop.Check(
        Tools.Llvm("clang"), ["-flto", "-B" + Tools.LinkerFolder, "-fuse-ld=" + linker, "-Wl,--build-id=none", .. objects, "-o", "program", .. options]);

    private void Resolve(SlotValues values) => _workshop.Check(
        Tools.Llvm("clang"),
        ["-flto", "-O2", $"--ld-path={Tools.Llvm("ld.lld")}", .. _workshop.Compile(values), "-Wl,--save-temps=resolution", "-o", "program"]);
}
