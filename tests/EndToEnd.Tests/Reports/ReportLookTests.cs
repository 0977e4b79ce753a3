using System.Text.Json;

namespace LtoPar.EndToEnd.Tests.Reports;

/// <summary>
/// Reports of real programs. In the full form a browser opens them (scripts/browser.sh): no errors in its console, nothing serious in axe's opinion, arrow
/// keys, sorting and zoom work, of a program of 2000 partitions too. Pictures of them stay in out/test-results/reports.
/// </summary>
public sealed class ReportLookTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("lua", "dfs", false)]
    [FullData("lua", "dfs", true)]
    [FullData("sqlite", "max", true)]
    public void A_report_is_as_it_should_be(string program, string cut, bool isOpened)
    {
        string log = _folder.File("run.json"), page = _folder.File("run.html");
        Tools.Check(
            Tools.LtoPar, Corpus.File(program, "opt.bc"), "--stage=codegen", "-O0", $"--partition={cut}", "-o", _folder.File("run.o"), $"--log={log}",
            $"--cache-dir={_folder.File("cache")}");
        Tools.Check(Tools.LtoPar, "report", log);
        Assert.Empty(HtmlText.Problems(File.ReadAllText(page)));
        if (!isOpened)
        {
            return;
        }

        string pictures = Path.Combine(Tools.Root, "out/test-results/reports", $"{program}-{cut}");
        Directory.CreateDirectory(pictures);
        Finished looked = Tools.Run(Path.Combine(Tools.Root, "scripts/browser.sh"), page, pictures);
        Assert.True(looked.Status == 0, looked.Error + looked.Output);
        using JsonDocument answer = JsonDocument.Parse(looked.Output.TrimEnd().Split('\n')[^1]);
        using JsonDocument run = JsonDocument.Parse(File.ReadAllText(log));
        Assert.Equal(run.RootElement.GetProperty("partitions").GetArrayLength(), answer.RootElement.GetProperty("bars").GetInt32());
        Assert.Equal(4, Directory.GetFiles(pictures, "*.png").Length);
    }
}
