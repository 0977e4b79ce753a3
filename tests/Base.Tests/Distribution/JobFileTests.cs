using System.Text;
using System.Text.Json;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform;

namespace LtoPar.Base.Tests.Distribution;

public sealed class JobFileTests
{
    private static readonly JobFile s_file = new(
        "out dir/a.out", ["/bin/lto par", "compile", "-O2", "-mattr=+avx2"], ["list.txt"],
        [
            new RemoteJob(["a.bc", "-o", "a.o"], ["a.bc", "a.defines.txt"], ["a.o"]),
            new RemoteJob(["b\"\u00e9.bc", "-o", "b.o"], ["b\"\u00e9.bc", "b.txt"], ["b.o"]),
        ]);

    [Fact]
    public void What_is_written_is_read()
    {
        JobFile read = JobFileReader.Parse(JobFileWriter.Write(s_file), "x");
        Assert.Equal(s_file.LinkerOutput, read.LinkerOutput);
        Assert.Equal(s_file.CommonArguments, read.CommonArguments);
        Assert.Equal(s_file.CommonInputs, read.CommonInputs);
        Assert.Equal(
            s_file.Jobs.Select(j => string.Join('|', j.Arguments.Concat(j.Inputs).Concat(j.Outputs))),
            read.Jobs.Select(j => string.Join('|', j.Arguments.Concat(j.Inputs).Concat(j.Outputs))));
        Assert.Equal(["/bin/lto par", "compile", "-O2", "-mattr=+avx2", "a.bc", "-o", "a.o"], read.CommandOf(read.Jobs[0]));
    }

    /// <summary>LLVM's checker of job files knows these keys and no others.</summary>
    [Fact]
    public void The_keys_are_those_of_LLVM()
    {
        using JsonDocument document = JsonDocument.Parse(JobFileWriter.Write(s_file));
        Assert.Equal(["common", "jobs"], document.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["linker_output", "args", "inputs"], document.RootElement.GetProperty("common").EnumerateObject().Select(p => p.Name));
        Assert.All(
            document.RootElement.GetProperty("jobs").EnumerateArray(),
            job => Assert.Equal(["args", "inputs", "outputs"], job.EnumerateObject().Select(p => p.Name)));
    }

    [Theory]
    [InlineData("", "is no DTLTO job file")]
    [InlineData("[]", "there is no 'common'")]
    [InlineData("""{"common":{"linker_output":"a","args":["c"],"inputs":[]}}""", "there is no 'jobs'")]
    [InlineData("""{"common":{"linker_output":"a","args":[],"inputs":[]},"jobs":[]}""", "'common' names no compiler")]
    [InlineData("""{"common":{"linker_output":"a","args":["c"]},"jobs":[{"args":[],"inputs":[],"outputs":["o"]}]}""", "job 0 has no input")]
    [InlineData("""{"common":{"linker_output":"a","args":["c"]},"jobs":[{"args":[],"inputs":["i"],"outputs":[]}]}""", "job 0 has no output")]
    [InlineData("""{"common":{"linker_output":"a","args":["c"]},"jobs":[{"args":[1],"inputs":["i"],"outputs":["o"]}]}""", "a word is no string")]
    [InlineData("""{"common":{"linker_output":"a","args":"c"},"jobs":[]}""", "'args' is no list")]
    public void Others_are_refused(string text, string message)
    {
        LtoParException refused = Assert.Throws<LtoParException>(() => JobFileReader.Parse(Encoding.UTF8.GetBytes(text), "jobs.json"));
        Assert.StartsWith("jobs.json: ", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }
}
