using LtoPar.Backend.Merging;
using LtoPar.Backend.Verification.Objects;

namespace LtoPar.Backend.Tests.Merging;

/// <summary>--wrap: what native objects would leave undefined goes to the wrapper, what they would bind themselves to the definition.</summary>
public sealed class WrapTests
{
    private const string Definition = "define i32 @foo() { ret i32 7 }\ndefine i32 @inside() { %r = call i32 @foo() ret i32 %r }";

    [Fact]
    public void References_of_other_files_go_to_the_wrapper_and_those_of_its_own_to_the_definition()
    {
        using MergeCase link = Case()
            .Add("a", "declare i32 @foo()\ndefine i32 @main() { %r = call i32 @foo() ret i32 %r }", "main,plx foo,lr")
            .Add("b", Definition, "foo,plxr inside,plx")
            .Add("c", "declare i32 @__real_foo()\ndefine i32 @__wrap_foo() { %r = call i32 @__real_foo() ret i32 %r }", "__wrap_foo,plx __real_foo,lr");
        string merged = link.Merge();
        Assert.Equal("call i32 @__wrap_foo()", CallIn(merged, "main"));
        Assert.Equal("call i32 @__real_foo()", CallIn(merged, "inside"));
        Assert.Equal("call i32 @__real_foo()", CallIn(merged, "__wrap_foo"));
        Assert.Contains("define weak dso_local i32 @foo()", merged, StringComparison.Ordinal);
        Assert.DoesNotContain("declare dso_local i32 @foo()", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_names_both_keeps_one()
    {
        using MergeCase link = Case()
            .Add("a", "declare i32 @foo()\ndeclare i32 @__wrap_foo()\ndefine i32 @main() { %r = call i32 @foo() ret i32 %r }\n"
                + "define i32 @both() { %r = call i32 @__wrap_foo() ret i32 %r }", "main,plx both,plx foo,lr __wrap_foo,l")
            .Add("b", Definition, "foo,plxr inside,plx");
        string merged = link.Merge();
        Assert.Equal("call i32 @__wrap_foo()", CallIn(merged, "main"));
        Assert.Equal("call i32 @__wrap_foo()", CallIn(merged, "both"));
    }

    [Fact]
    public void Variables_are_wrapped_too()
    {
        using MergeCase link = Case()
            .Add("a", "@foo = external global i32\ndefine i32 @main() { %r = load i32, ptr @foo ret i32 %r }", "main,plx foo,lr")
            .Add("b", "@foo = global i32 3\ndefine ptr @inside() { ret ptr @foo }", "foo,plxr inside,plx");
        string merged = link.Merge();
        Assert.Contains("load i32, ptr @__wrap_foo", merged, StringComparison.Ordinal);
        Assert.Contains("ret ptr @__real_foo", merged, StringComparison.Ordinal);
        Assert.Contains("@__real_foo = external global i32", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_no_bitcode_defines_are_the_linkers()
    {
        using MergeCase link = Case().Add("a", "declare i32 @foo()\ndefine i32 @main() { %r = call i32 @foo() ret i32 %r }", "main,plx foo,lr");
        Assert.Equal("call i32 @foo()", CallIn(link.Merge(), "main"));
    }

    [Fact]
    public void An_alias_stands_for_the_definition()
    {
        using MergeCase link = Case()
            .Add("a", "declare i32 @foo()\ndefine i32 @main() { %r = call i32 @foo() ret i32 %r }", "main,plx foo,lr")
            .Add("b", "define i32 @foo() { ret i32 7 }\n@other = alias i32 (), ptr @foo", "foo,plxr other,plx");
        string merged = link.Merge();
        Assert.Equal("call i32 @__wrap_foo()", CallIn(merged, "main"));
        Assert.Contains("@other = dso_local alias i32 (), ptr @foo", merged, StringComparison.Ordinal);
    }

    private static MergeCase Case() => new() { Wrapped = ["foo"] };

    private static string CallIn(string module, string function)
    {
        string body = module[module.IndexOf($"@{function}() {{", StringComparison.Ordinal)..];
        int call = body.IndexOf("call ", StringComparison.Ordinal);
        return body[call..body.IndexOf('\n', call)];
    }
}
