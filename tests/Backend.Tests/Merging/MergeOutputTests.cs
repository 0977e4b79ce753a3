using LtoPar.Backend.Merging;
using LtoPar.Backend.Merging.Sources;
using LtoPar.LinkJobs;

namespace LtoPar.Backend.Tests.Merging;

/// <summary>The merge takes from the link as a whole facts that no file has.</summary>
public sealed class MergeOutputTests
{
    private const string Pie = "!llvm.module.flags = !{!0, !1}\n!0 = !{i32 8, !\"PIC Level\", i32 2}\n!1 = !{i32 7, !\"PIE Level\", i32 2}\n";
    private const string Pic = "!llvm.module.flags = !{!0}\n!0 = !{i32 8, !\"PIC Level\", i32 2}\n";

    [Theory]
    [InlineData(LinkOutputKind.Shared, Pie, Pie, 0)]
    [InlineData(LinkOutputKind.Shared, Pic, Pie, 0)]
    [InlineData(LinkOutputKind.Relocatable, Pic, Pie, 0)]
    [InlineData(LinkOutputKind.Relocatable, Pie, Pie, 2)]
    [InlineData(LinkOutputKind.Pie, Pic, Pie, 2)]
    [InlineData(LinkOutputKind.Exec, Pie, Pie, 2)]
    public void Code_for_executables_is_made_where_the_output_is_one(LinkOutputKind kind, string first, string second, int level)
    {
        using MergeCase link = new MergeCase { Kind = kind }.Add("a", "define void @a() { ret void }\n" + first, "a,px")
            .Add("b", "define void @b() { ret void }\n" + second, "b,px");
        string merged = link.Merge();
        Assert.Contains($"!\"PIE Level\", i32 {level}}}", merged, StringComparison.Ordinal);
        Assert.Contains("!\"PIC Level\", i32 2}", merged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LinkOutputKind.Shared, Pie, "@v = global i32 4, section \"s.x\", align 16")]
    [InlineData(LinkOutputKind.Shared, "", "@v = global i32 4, section \"s.x\", align 16")]
    [InlineData(LinkOutputKind.Shared, Pic, "@v = dso_local global i32 4, section \"s.x\", align 16")]
    [InlineData(LinkOutputKind.Pie, Pie, "@v = dso_local global i32 4, section \"s.x\", align 16")]
    public void A_variable_of_a_file_for_executables_can_be_replaced_in_a_library(LinkOutputKind kind, string flags, string expected)
    {
        using MergeCase link = new MergeCase { Kind = kind }.Add(
            "a",
            "@v = dso_local global i32 4, section \"s.x\", align 16, !type !8, !type !9\n!8 = !{i64 0, !\"x\"}\n!9 = !{i64 0, !\"y\"}\n"
                + "@t = dso_local thread_local global i32 1\n@h = hidden global i32 1\ndefine ptr @use() { ret ptr @v }\n@a = alias i32, ptr @v\n" + flags,
            "v,px t,px h,plx use,px a,px");
        string merged = link.Merge();
        Assert.Contains(expected, merged, StringComparison.Ordinal);
        Assert.Matches("@v = .*!type ![0-9]+, !type ![0-9]+", merged);
        Assert.Contains("@t = dso_local thread_local global i32 1", merged, StringComparison.Ordinal);
        Assert.Contains("ret ptr @v", merged, StringComparison.Ordinal);
        Assert.Contains("@a = alias i32, ptr @v", merged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256, 64, "@c = common global [256 x i8] zeroinitializer, align 64")]
    [InlineData(4, 1, "@c = common dso_local global [2 x i32] zeroinitializer, align 4")]
    public void A_common_grows_to_a_native_ones_size(uint size, uint alignment, string expected)
    {
        NativeCommon[] commons = [new NativeCommon("c", size, alignment), new NativeCommon("other", 9, 1)];
        using MergeCase link = new MergeCase { NativeCommons = commons }
            .Add("a", "@c = common global [2 x i32] zeroinitializer, align 4\ndefine ptr @use() { ret ptr @c }", "c,plx use,px");
        Assert.Contains(expected, link.Merge(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_that_is_no_common_keeps_its_size()
    {
        using MergeCase link = new MergeCase { NativeCommons = [new NativeCommon("c", 256, 64)] }
            .Add("a", "@c = global [2 x i32] [i32 1, i32 2], align 4\ndefine ptr @use() { ret ptr @c }", "c,plx use,px");
        Assert.Contains("@c = dso_local global [2 x i32] [i32 1, i32 2], align 4", link.Merge(), StringComparison.Ordinal);
    }
}
