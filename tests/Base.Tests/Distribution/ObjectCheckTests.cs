using LtoPar.Distribution;
using LtoPar.TestSupport;

namespace LtoPar.Base.Tests.Distribution;

public sealed class ObjectCheckTests
{
    private static readonly byte[] s_object = Compile(
        "target triple = \"x86_64-pc-linux-gnu\"\n@v = common global i32 0\ndefine void @f() { call void @g() ret void }\ndeclare void @g()\n"
        + "define internal void @l() noinline { ret void }\n@keep = global ptr @l\n");

    [Fact]
    public void An_object_that_defines_what_it_has_to_is_right()
    {
        Assert.Null(ObjectCheck.Problem(s_object, null));
        Assert.Null(ObjectCheck.Problem(s_object, ["f", "v", "keep"]));
    }

    [Fact]
    public void What_is_undefined_or_local_is_not_defined()
    {
        Assert.Equal("does not define g, l", ObjectCheck.Problem(s_object, ["f", "g", "l"]));
        Assert.Equal("does not define a, b, c and 2 more", ObjectCheck.Problem(s_object, ["a", "b", "c", "d", "e"]));
    }

    [Fact]
    public void No_object_cut_short_is_taken()
    {
        Assert.Equal("is empty", ObjectCheck.Problem(default, null));
        for (int length = 1; length < s_object.Length; length++)
        {
            Assert.NotNull(ObjectCheck.Problem(s_object.AsMemory(0, length), ["f", "v", "keep"]));
        }
    }

    [Fact]
    public void Text_is_no_object() => Assert.Equal("is no ELF object", ObjectCheck.Problem("no such host"u8.ToArray(), null));

    [Fact]
    public void Lists_are_sorted_and_found_among_inputs()
    {
        string folder = Directory.CreateTempSubdirectory("lto-par-test-").FullName;
        string file = Path.Combine(folder, "x" + DefinitionList.Extension);
        File.WriteAllBytes(file, DefinitionList.Write(["b", "a"]));
        Assert.Equal(["a", "b"], DefinitionList.Find(["x.bc", file]));
        Assert.Null(DefinitionList.Find(["x.bc", "y.thinlto.bc"]));
        Directory.Delete(folder, recursive: true);
    }

    private static byte[] Compile(string ir)
    {
        Finished finished = ProcessRunner.Run(LlvmTools.PathOf("llc"), ["-filetype=obj", "-o", "-"], System.Text.Encoding.UTF8.GetBytes(ir));
        Assert.Equal(0, finished.Status);
        return finished.Bytes;
    }
}
