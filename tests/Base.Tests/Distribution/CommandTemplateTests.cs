using LtoPar.Distribution.JobFiles;
using LtoPar.Distribution.Running;
using LtoPar.Platform;

namespace LtoPar.Base.Tests.Distribution;

public sealed class CommandTemplateTests
{
    private static readonly RemoteJob s_job = new(["p.bc", "-o", "p.o"], ["p.bc", "p.defines.txt"], ["p.o"]);
    private static readonly JobFile s_file = new("a.out", ["/my tools/lto-par", "compile", "-O2", "-mllvm=-a='b'"], [], [s_job]);

    [Theory]
    [InlineData("%c", "'/my tools/lto-par' compile -O2 '-mllvm=-a='\\''b'\\''' - -o -")]
    [InlineData("run %a", "run compile -O2 '-mllvm=-a='\\''b'\\''' - -o -")]
    [InlineData("100%% %a %h", "100% compile -O2 '-mllvm=-a='\\''b'\\''' - -o - 'ho st'")]
    public void Places_are_filled(string template, string command) =>
        Assert.Equal(
            command, new CommandTemplate(template, template.Contains("%h", StringComparison.Ordinal)).Fill(CommandTemplate.Streamed(s_file, s_job), "ho st"));

    /// <summary>What one shell takes apart, and another after it, is what was meant.</summary>
    [Fact]
    public void Quoting_twice_is_for_two_shells()
    {
        JobFile echo = s_file with { CommonArguments = ["printf", "<%s>", "a b", "it's", "$HOME", ""] };
        string command = new CommandTemplate("eval %C", false).Fill(CommandTemplate.Streamed(echo, s_job), "");
        Assert.Equal("<a b><it's><$HOME><><-><-o><->", TestSupport.ProcessRunner.Run("sh", ["-c", command]).Output);
    }

    [Theory]
    [InlineData("lto-par compile - -o -", false, "does not say where the job's command goes")]
    [InlineData("%c %x", false, "'%x', which stands for nothing")]
    [InlineData("%c 100%", false, "'% ', which stands for nothing")]
    [InlineData("%c %h", false, "no --hosts are named")]
    [InlineData("%c", true, "no %h for them")]
    public void Wrong_ones_are_refused(string template, bool hasHosts, string message) =>
        Assert.Contains(message, Assert.Throws<LtoParException>(() => new CommandTemplate(template, hasHosts)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_job_that_needs_other_files_is_refused()
    {
        RemoteJob thin = new(["-x", "ir", "a.bc", "-fthinlto-index=a.thinlto.bc", "-o", "a.o"], ["a.bc", "a.thinlto.bc"], ["a.o"]);
        Assert.Contains(
            "needs a.thinlto.bc too", Assert.Throws<LtoParException>(() => CommandTemplate.Streamed(s_file, thin)).Message, StringComparison.Ordinal);
        RemoteJob hidden = new(["--in=p.bc", "--out=p.o"], ["p.bc", "p.txt"], ["p.o"]);
        Assert.Contains(
            "words of their own", Assert.Throws<LtoParException>(() => CommandTemplate.Streamed(s_file, hidden)).Message, StringComparison.Ordinal);
    }
}
