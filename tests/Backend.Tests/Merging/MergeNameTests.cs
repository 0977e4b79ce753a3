using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Merging;

/// <summary>Names of locals: unique names are kept, others say their file and not their place on the command line.</summary>
public sealed class MergeNameTests
{
    [Fact]
    public void A_name_in_two_files_tells_the_file_and_a_name_in_one_stays()
    {
        using MergeCase link = Link("a", "b");
        string merged = link.Merge();
        Assert.Equal(2, Names(merged, "init").Count);
        Assert.All(Names(merged, "init"), n => Assert.Matches(@"^init\.local\.[0-9a-f]{8}$", n));
        Assert.Equal(2, Names(merged, ".str").Count);
        Assert.Equal(["only_a"], Names(merged, "only_a"));
        // A local that is called like another file's global.
        Assert.Matches("^b_main\\.local\\.", Assert.Single(Names(merged, "b_main"), n => n != "b_main"));
    }

    [Fact]
    public void The_order_of_the_files_changes_no_name()
    {
        using MergeCase link = Link("a", "b"), turned = Link("b", "a"), again = Link("a", "b");
        string[] first = [.. AllNames(link.Merge())];
        Assert.Equal(first, AllNames(turned.Merge()));
        Assert.Equal(first, AllNames(again.Merge()));
    }

    [Fact]
    public void Files_that_define_nothing_for_others_are_told_by_their_content()
    {
        const string Ir = "define internal void @init() { store i32 NUMBER, ptr @v ret void }\n@v = internal global i32 0\n"
            + "@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @init, ptr null }]\n";
        string Bodies(params string[] order)
        {
            using MergeCase link = new();
            foreach (string number in order)
            {
                string folder = $"{number}";
                link.Add(folder, Ir.Replace("NUMBER", number, StringComparison.Ordinal));
            }

            string merged = link.Merge();
            return string.Join('\n', AllNames(merged))
                + string.Join('\n', merged.Split("define ").Skip(1).Select(f => f.Split('\n')[0] + f.Split('\n')[1]).Order(StringComparer.Ordinal));
        }

        Assert.Equal(Bodies("1", "2", "3"), Bodies("3", "1", "2"));
    }

    [Fact]
    public void What_somebody_spells_keeps_its_spelling()
    {
        const string Ir = "@llvm.used = appending global [1 x ptr] [ptr @u], section \"llvm.metadata\"\ndefine internal void @u() { ret void }\n"
            + "module asm \"call m\"\ndefine internal void @m() { ret void }\n@keep = global ptr @m\n";
        using MergeCase link = new MergeCase()
            .Add("a", Ir, "keep,px")
            .Add("b", "define internal void @u() { ret void }\ndefine internal void @m() { ret void }\n@b = global [2 x ptr] [ptr @u, ptr @m]", "b,px");
        string merged = link.Merge();
        Assert.Contains("define internal void @u()", merged, StringComparison.Ordinal);
        Assert.Contains("define internal void @m()", merged, StringComparison.Ordinal);
        Assert.Contains("define internal void @u.local.", merged, StringComparison.Ordinal);
        Assert.Contains("define internal void @m.local.", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_job_gives_the_same_bytes()
    {
        using MergeCase link = Link("a", "b");
        Assert.Equal(link.MergeToBitcode(), link.MergeToBitcode());
    }

    private static MergeCase Link(params string[] order)
    {
        MergeCase link = new();
        foreach (string name in order)
        {
            string other = name == "a" ? "b" : "a";
            link.Add(
                name,
                $"@.str = private unnamed_addr constant [2 x i8] c\"{name}\\00\"\ndefine internal ptr @init() {{ ret ptr @.str }}\n"
                + $"define internal void @only_{name}() {{ ret void }}\n"
                + $"define internal void @{other}_main() {{ call void @only_{name}() ret void }}\n".Replace("@a_main", "@a_unused", StringComparison.Ordinal)
                + $"define void @{name}_main() {{ %p = call ptr @init() call void @{(other == "a" ? "a_unused" : "b_main")}() ret void }}",
                $"{name}_main,px");
        }

        return link;
    }

    private static List<string> AllNames(string ir) =>
        [.. System.Text.RegularExpressions.Regex.Matches(ir, @"^(?:@|define .*?@)([\w.$-]+)", System.Text.RegularExpressions.RegexOptions.Multiline).Select(m =>
            m.Groups[1].Value).Order(StringComparer.Ordinal)];

    private static List<string> Names(string ir, string stem) =>
        [.. AllNames(ir).Where(n => n == stem || n.StartsWith(stem + ".local", StringComparison.Ordinal))];
}
