using LtoPar.Distribution.JobFiles;
using LtoPar.Distributors.Reapi.Actions;
using LtoPar.Platform;

namespace LtoPar.Base.Tests.Distributors.Reapi;

/// <summary>What a job's files are called where it is executed.</summary>
public sealed class JobNamesTests
{
    [Fact]
    public void Files_of_partitions_are_named_by_what_they_are_for()
    {
        JobNames names = Names(
            ["lto-par", "compile", "-O2", "-mllvm=-profile=/data/p.prof"], ["/data/p.prof"],
            new RemoteJob(["/x/ab.bc", "-o", "/x/ab.o"], ["/x/ab.bc", "/x/ab.defines.txt"], ["/x/ab.o"]));
        Assert.Equal(["compile", "-O2", "-mllvm=-profile=lto-par-input1", "lto-par-input.bc", "-o", "lto-par-output.o"], names.Arguments);
        Assert.Equal([("/x/ab.bc", "lto-par-input.bc"), ("/data/p.prof", "lto-par-input1")], names.Inputs);
        Assert.Equal([("lto-par-output.o", "/x/ab.o")], names.Outputs);
        Assert.Equal("", names.WorkingFolder);
    }

    /// <summary>A name of ThinLTO's that was changed would give another object without a word.</summary>
    [Fact]
    public void Modules_of_ThinLTO_keep_their_names_and_temporary_files_do_not()
    {
        JobNames names = Names(
            ["/usr/bin/clang", "-O2"], ["/usr/bin/clang"],
            new RemoteJob(
                ["lib/a.o", "-o", "/tmp/a.1.77.o", "-fthinlto-index=/tmp/a.1.77.bc"], ["lib/a.o", "/tmp/a.1.77.bc", "b.o"], ["/tmp/a.1.77.o"]));
        Assert.Equal(["-O2", "lib/a.o", "-o", "lto-par-output.o", "-fthinlto-index=lto-par-index.thinlto.bc"], names.Arguments);
        Assert.Equal([("lib/a.o", "lib/a.o"), ("/tmp/a.1.77.bc", "lto-par-index.thinlto.bc"), ("b.o", "b.o")], names.Inputs);
        Assert.Equal("", names.WorkingFolder);
    }

    [Fact]
    public void Folders_above_come_along()
    {
        string here = Path.GetFileName(Environment.CurrentDirectory);
        JobNames names = Names(
            ["clang"], [], new RemoteJob(["../lib/a.o", "-o", "a.o", "-fthinlto-index=x.bc"], ["../lib/a.o", "x.bc", "b.o"], ["a.o"]));
        Assert.Equal(here, names.WorkingFolder);
        Assert.Equal(["../lib/a.o", "-o", "lto-par-output.o", "-fthinlto-index=lto-par-index.thinlto.bc"], names.Arguments);
        Assert.Equal([("../lib/a.o", "lib/a.o"), ("x.bc", $"{here}/lto-par-index.thinlto.bc"), ("b.o", $"{here}/b.o")], names.Inputs);
        Assert.Equal($"{here}/tool", names.InWorkingFolder("tool"));
    }

    [Fact]
    public void Absolute_names_of_modules_are_refused()
    {
        LtoParException e = Assert.Throws<LtoParException>(
            () => Names(["clang"], [], new RemoteJob(["a.o", "-o", "o.o", "-fthinlto-index=x.bc"], ["a.o", "x.bc", "/lib/b.o"], ["o.o"])));
        Assert.Equal("/lib/b.o", e.File);
    }

    private static JobNames Names(string[] common, string[] inputs, RemoteJob job) => new(new JobFile("out", common, inputs, [job]), job);
}
