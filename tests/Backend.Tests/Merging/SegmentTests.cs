using LtoPar.LinkJobs;

namespace LtoPar.Backend.Tests.Merging;

/// <summary>
/// Segments are the program that a merge would make, for what crosses from one to another; every merge of the other classes here is compared as well. Where
/// segments would not do, the reason is said.
/// </summary>
public sealed class SegmentTests
{
    private const string Table = "@NAME1 = internal global i32 1, section \"reg\"\n@NAME2 = internal global i32 2, section \"reg\"\n"
        + "define ptr @NAME() { ret ptr @NAME1 }\ndefine ptr @NAME3() { ret ptr @NAME2 }\n";

    public static TheoryData<string, string, string, string, string> Crossings() => new()
    {
        { "a table of two files", Table.Replace("NAME", "a"), "a,px a3,px", Table.Replace("NAME", "b"), "b,px b3,px" },
        {
            "constructors by hand, and listed ones",
            "@c = internal global ptr @f, section \".init_array\"\n@llvm.used = appending global [1 x ptr] [ptr @c], section \"llvm.metadata\"\n"
                + "define internal void @f() { ret void }\n",
            "",
            "@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 1, ptr @g, ptr null }]\n"
                + "define internal void @g() { call void @h() ret void }\ndefine void @h() { ret void }\n",
            "h,px"
        },
        {
            "constructors of both",
            "@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 1, ptr @f, ptr @k }]\n"
                + "define void @f() { ret void }\n@k = global i32 0\n",
            "f,pl k,pl",
            "@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 1, ptr @f, ptr null }]\n"
                + "declare void @f()\ndefine ptr @use() { ret ptr @k }\n@k = external global i32\n",
            "use,px f, k,"
        },
        {
            "an alias that is seen through",
            "define void @c2() { ret void }\n@c1 = unnamed_addr alias void (), ptr @c2\n@v = global [2 x i32] zeroinitializer\n"
                + "@same = alias i32, ptr @v\n@chain = alias i32, ptr @same\n",
            "c1,pl c2,pl v,pl same,pl chain,pl",
            "declare void @c1()\ndeclare void @c2()\n@same = external global i32\n@chain = external global i32\n"
                + "define void @use() { call void @c1() call void @c2() store i32 2, ptr @same store i32 1, ptr @chain ret void }\n",
            "use,px c1, c2, same, chain,"
        },
        {
            "an alias that is not",
            "define void @f() { ret void }\n@w = weak alias void (), ptr @f\n@v = global i32 3\n@x = weak alias i32, ptr @v\n",
            "f,pl w,px v,pl x,px",
            "declare void @w()\n@x = external global i32\ndefine i32 @use() { call void @w() %r = load i32, ptr @x ret i32 %r }\n",
            "use,px w,x x,x"
        },
        {
            "an ifunc",
            "@i = ifunc void (), ptr @r\ndefine internal ptr @r() { ret ptr @a }\ndefine internal void @a() { ret void }\n",
            "i,px",
            "declare void @i()\ndefine void @use() { call void @i() ret void }\n",
            "use,px i,x"
        },
        {
            "a weak reference, hidden by the other file",
            "@w = extern_weak hidden global i32\n@h = external hidden global i32\n"
                + "define ptr @use(i1 %c) { %r = select i1 %c, ptr @w, ptr @h ret ptr %r }\n",
            "use,px w, h,",
            "@w = global i32 1\n@h = global i32 2\n",
            "w,px h,px"
        },
        {
            "a common", "@c = common global i32 0\n", "c,",
            "@c = common global [4 x i32] zeroinitializer, align 16\ndefine ptr @f() { ret ptr @c }\n", "c,px f,px"
        },
        {
            "a thread-local, a constant and symbols without a name",
            "@t = thread_local global i32 1\n@k = unnamed_addr constant i32 7\n@0 = private unnamed_addr constant [2 x i8] c\"a\\00\"\n"
                + "define ptr @f() { ret ptr @0 }\n",
            "t,pl k,pl f,px",
            "@t = external thread_local global i32\n@k = external unnamed_addr constant i32\n@0 = private unnamed_addr constant [2 x i8] c\"b\\00\"\n"
                + "define i32 @use(ptr %p) { store ptr @k, ptr %p store ptr @0, ptr %p %r = load i32, ptr @t ret i32 %r }\n",
            "use,px t, k,"
        },
        {
            "a subtraction of another segment's address",
            "@a = global i32 1\n@b = global i32 2\n",
            "a,pl b,pl",
            "@a = external global i32\n@b = external global i32\n"
                + "@d = global i64 sub (i64 ptrtoint (ptr @a to i64), i64 ptrtoint (ptr @b to i64))\n",
            "d,px a, b,"
        },
        {
            "the same inline function and its static",
            "$f = comdat any\n@s = linkonce_odr global i32 0, comdat($f)\ndefine linkonce_odr i32 @f() comdat { %r = load i32, ptr @s ret i32 %r }\n"
                + "define i32 @a() { %r = call i32 @f() ret i32 %r }\n",
            "f,pl s,pl a,px",
            "$f = comdat any\n@s = linkonce_odr global i32 0, comdat($f)\ndefine linkonce_odr i32 @f() comdat { %r = load i32, ptr @s ret i32 %r }\n"
                + "define i32 @b() { %r = call i32 @f() ret i32 %r }\n",
            "f, s, b,px"
        },
        {
            "an inline function that a native object has",
            "define linkonce_odr i32 @f() { ret i32 1 }\ndefine i32 @a() { %r = call i32 @f() ret i32 %r }\n",
            "f,x a,px",
            "define linkonce_odr i32 @f() { ret i32 1 }\ndefine i32 @b() { %r = call i32 @f() ret i32 %r }\n",
            "f,x b,px"
        },
        {
            "recursion from one segment to the other, and what it says of both",
            "declare i32 @g(i32)\ndefine i32 @f(i32 %x) { %r = call i32 @g(i32 %x) ret i32 %r }\n",
            "f,px g,",
            "declare i32 @f(i32)\ndeclare void @outside()\ndefine i32 @g(i32 %x) { %r = call i32 @f(i32 %x) call void @outside() ret i32 %r }\n",
            "g,pl f, outside,x"
        },
        {
            "a personality and a literal name",
            "declare i32 @__gxx_personality_v0(...)\ndefine void @\"\\01spelled\"() { ret void }\n",
            "spelled,px",
            "define i32 @__gxx_personality_v0(...) { ret i32 0 }\ndeclare void @spelled()\n"
                + "define void @f() personality ptr @__gxx_personality_v0 { call void @spelled() ret void }\n",
            "__gxx_personality_v0,px f,px spelled,"
        },
    };

    [Theory]
    [MemberData(nameof(Crossings))]
    public void What_crosses_is_what_it_is_in_one_module(string what, string first, string firstSays, string second, string secondSays)
    {
        foreach (LinkOutputKind kind in new[] { LinkOutputKind.Pie, LinkOutputKind.Shared, LinkOutputKind.Exec })
        {
            using MergeCase link = new MergeCase { Kind = kind }.Add("a", first, firstSays).Add("b", second, secondSays);
            link.Merge();
            Assert.True(link.WholeReason is null, $"{what}: {link.WholeReason}");
            using MergeCase turned = new MergeCase { Kind = kind }.Add("b", second, secondSays).Add("a", first, firstSays);
            turned.Merge();
            Assert.True(turned.WholeReason is null, $"{what}: {turned.WholeReason}");
        }
    }

    [Fact]
    public void Links_that_need_one_module_say_why()
    {
        Assert.Equal("a: it has module-level assembly", Reason("module asm \"nop\"\n"));
        Assert.Equal("a: it has debug information", Reason("!llvm.module.flags = !{!0}\n!0 = !{i32 2, !\"Debug Info Version\", i32 3}\n"));
        Assert.Equal("a: it was compiled for passes that need the whole program", Reason("declare i1 @llvm.type.test(ptr, metadata)\n"));
        Assert.Equal("another link takes the output", Reason("", LinkOutputKind.Relocatable));
        Assert.Equal(
            "a: its local 'u' keeps its name, which another file uses as well",
            Reason("@llvm.used = appending global [1 x ptr] [ptr @u], section \"llvm.metadata\"\ndefine internal void @u() { ret void }\n"));
        Assert.Null(Reason(""));
    }

    private static string? Reason(string ir, LinkOutputKind kind = LinkOutputKind.Pie)
    {
        using MergeCase link = new MergeCase { Kind = kind }
            .Add("a", ir + "define void @a() { ret void }\n", "a,px")
            .Add("b", "define void @b() { call void @u() ret void }\ndefine internal void @u() { ret void }\n", "b,px");
        link.MergeToBitcode();
        return link.WholeReason;
    }
}
