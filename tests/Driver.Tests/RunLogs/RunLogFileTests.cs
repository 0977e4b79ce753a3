using System.Globalization;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.Driver.RunLogs;
using LtoPar.Driver.Tests.Reporting;

namespace LtoPar.Driver.Tests.RunLogs;

/// <summary>The folder that the environment names has a log of each run, and never costs one.</summary>
public sealed class RunLogFileTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_run_has_its_own_file()
    {
        string process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        foreach (string output in new[] { "out/program", "other/program", "/x/program", "-", "/dev/null" })
        {
            Write(null, _folder.File("logs"), output);
        }

        Assert.Equal(
            new[] { "lto-par.log.json", $"lto-par.{process}.log.json", "program.log.json", $"program.{process}.log.json", $"program.{process}.2.log.json" }
                .Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(_folder.File("logs")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.Equal("out/program", LogReader.Read(_folder.File("logs/program.log.json")).Output);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_warning()
    {
        string file = _folder.Write("file", "");
        Write(null, file, "p");
        Write(null, Path.Combine(file, "logs"), "p");
        Assert.Equal(2, _warnings.Count);
        Assert.All(_warnings, w => Assert.StartsWith($"no log of this run: LTO_PAR_LOG_DIR={file}", w, StringComparison.Ordinal));
        Assert.Equal(["file"], _folder.Names());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Without_a_folder_there_is_no_log(string? folder) => Assert.False(RunLogFile.Of(null, folder, _warnings.Add).IsAsked);

    [Fact]
    public void The_option_counts_before_the_environment()
    {
        Write(_folder.File("run.json"), _folder.File("logs"), "p");
        Assert.Equal(["run.json"], _folder.Names());
    }

    private void Write(string? option, string? folder, string output) =>
        RunLogFile.Of(option, folder, _warnings.Add).Write(() => Logs.Of(50) with { Output = output });
}
