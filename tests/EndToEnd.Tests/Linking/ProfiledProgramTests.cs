using System.Text.Json;
using LtoPar.EndToEnd.Tests.Programs;

namespace LtoPar.EndToEnd.Tests.Linking;

/// <summary>
/// Programs compiled with a profile of their own work: what they call most stays in one partition, and the linker is told an order of functions.
/// sqlite is under LTO_PAR_TEST_FULL=1, for its counted build takes a minute.
/// </summary>
public sealed class ProfiledProgramTests
{
    public static TheoryData<string> Programs() => TestForm.IsFull ? new("lua", "sqlite") : new("lua");

    [Theory]
    [MemberData(nameof(Programs))]
    public void Few_of_the_calls_it_makes_cross_partitions(string program)
    {
        using TempFolder folder = new();
        string merged = Merge(folder, program);
        Tools.Check(Tools.LtoPar, "ipo", merged, "-o", folder.File("postipo.bc"));
        double share = CutShare(folder, "dfs");

        // lua is a tenth of sqlite, and cut into smaller pieces.
        Assert.InRange(share, 0, program == "sqlite" ? 0.10 : 0.15);
        Assert.True(share < CutShare(folder, "balanced"));
    }

    [Fact]
    public void Works_and_is_laid_out_by_its_profile_behind_lld()
    {
        using TempFolder folder = new();
        string objects = Objects("lua");
        Finished linked = Tools.Run(
            Tools.Llvm("clang"),
            ["-flto", "-O2", "-pie", $"-B{Tools.LinkerFolder}", "-fuse-ld=lld", $"-Wl,-plugin-opt=--symbol-order={folder.File("order")}",
                "@obj.list", "-lm", "-ldl", "-o", folder.File("lua")],
            objects,
            []);
        Assert.True(linked.Status == 0, linked.Error);
        Assert.Equal("", linked.Error);
        string[] order = File.ReadAllLines(folder.File("order"));
        Assert.Contains("luaV_execute", order.Select(n => n.Split(".lto_par.")[0]));
        ProgramWork.AssertSame("lua", folder.File("lua"));
    }

    [Fact]
    public void An_order_of_the_users_holds_for_functions_that_were_given_new_names()
    {
        using TempFolder folder = new();
        string objects = Path.Combine(Path.GetDirectoryName(Objects("lua"))!, "O2-lto");
        Tools.Check(Path.Combine(Tools.Root, "scripts/objects.sh"), "lua", "O2-lto");
        // Statics of three files, as the sources call them, the last in memory first here.
        string[] wanted = ["str_format", "luaB_tonumber", "tinsert"];
        File.WriteAllLines(folder.File("order.txt"), wanted);
        Finished linked = Tools.Run(
            Tools.Llvm("clang"),
            ["-flto", "-O2", "-pie", $"-B{Tools.LinkerFolder}", "-fuse-ld=lld", "-Wl,-plugin-opt=--partition=max", "-Wl,-plugin-opt=O0",
                $"-Wl,--symbol-ordering-file={folder.File("order.txt")}", "@obj.list", "-lm", "-ldl", "-o", folder.File("lua")],
            objects,
            []);
        Assert.True(linked.Status == 0, linked.Error);
        string[] inOrder =
        [
            .. Tools.Check(Tools.Llvm("llvm-nm"), "-n", folder.File("lua")).Split('\n')
                .Select(l => l.Split(' ')[^1].Split(".lto_par.")[0]).Where(n => wanted.Contains(n)),
        ];
        Assert.Equal(wanted, inOrder);
    }

    private static double CutShare(TempFolder folder, string strategy)
    {
        using JsonDocument plan = JsonDocument.Parse(
            Tools.Check(Tools.LtoPar, "dump-partitions", folder.File("postipo.bc"), $"--partition={strategy}", "--format=json"));
        JsonElement totals = plan.RootElement.GetProperty("totals");
        return (double)totals.GetProperty("cut_weight").GetUInt64() / totals.GetProperty("call_weight").GetUInt64();
    }

    private static string Merge(TempFolder folder, string program)
    {
        Finished merged = Tools.Run(
            Tools.Llvm("clang"),
            ["-flto", "-O2", "-pie", $"--ld-path={Tools.Llvm("ld.lld")}", "-Wl,--lto-emit-llvm", "-Wl,--lto-newpm-passes=no-op-module", "@obj.list",
                "-lm", "-ldl", "-lpthread", "-o", folder.File("merged.bc")],
            Objects(program),
            []);
        Assert.True(merged.Status == 0, merged.Error);
        return folder.File("merged.bc");
    }

    private static string Objects(string program)
    {
        string script = Path.Combine(Tools.Root, "scripts/objects.sh");
        Tools.Check(script, program, "O2-lto-pgo");
        return Tools.Check(script, "--print", program, "O2-lto-pgo").Trim();
    }
}
