using LtoPar.LinkJobs;

namespace LtoPar.Base.Tests.LinkJobs;

/// <summary>Dependency files as the linkers write them, with an object of the linker plugin among the inputs.</summary>
public sealed class LinkDependenciesTests
{
    private const string Object = "/tmp/lto-par-link-a1B2c3/objects/x.lto.p00.o";

    [Theory]
    [InlineData($"x: \\\n  a.o \\\n  {Object} \\\n  b.o \\\n\na.o:\n\n{Object}:\n\nb.o:\n", "x: \\\n  a.o \\\n  b.o \\\n\na.o:\n\nb.o:\n")] // GNU ld
    [InlineData($"x: \\\n  a.o \\\n  {Object}\n\na.o:\n\n{Object}:\n", "x: \\\n  a.o\n\na.o:\n")] // gold
    [InlineData($"x: a.o {Object} b.o\n\na.o:\n\n{Object}:\n\nb.o:\n", "x: a.o b.o\n\na.o:\n\nb.o:\n")] // mold 1.10
    [InlineData($"x: a\\ b.o {Object}\n\na\\ b.o:\n\n{Object}:\n", "x: a\\ b.o\n\na\\ b.o:\n")]
    [InlineData("x: \\\n  /tmp/lto-par-linked/a.o \\\n\n", "x: \\\n  /tmp/lto-par-linked/a.o \\\n\n")]
    [InlineData("", "")]
    public void The_object_is_no_dependency(string before, string after) => Assert.Equal(after, LinkDependencies.Without(before, LinkDependencies.IsTemporary));
}
