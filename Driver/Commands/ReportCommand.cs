using System.CommandLine;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Help;
using LtoPar.Driver.Reporting;
using LtoPar.Driver.Reporting.Comparing;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.Driver.Terminals;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par report LOG" draws the report of a run; of two logs it says what changed. LLVM is not needed.</summary>
internal sealed class ReportCommand : Command, IHelpTopic
{
    private const string Extension = ".html";

    private readonly Argument<string[]> _logs = new("LOG") { Description = "The log of a run, or of two", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _output = OptionFactory.Text(
        "--output", "FILE", "The HTML file to write; - is standard output (default: LOG with .html; of two logs: none, but text on standard output)", "-o");

    public ReportCommand()
        : base("report", "Draw the report of a run, or compare two runs")
    {
        Arguments.Add(_logs);
        Options.Add(_output);
        SetAction(Run);
    }

    public HelpPage Help => new(
        """
        Draws the report of a run: where its time went, and what more cores would gain. Of two runs, says what changed.

        Usage:
          lto-par report LOG [-o OUT.html]           the report of one run
          lto-par report BEFORE AFTER [-o OUT.html]  what changed, as text or as a page

        LOG is what --log=FILE wrote, or a file in the folder that LTO_PAR_LOG_DIR names. The report is one HTML file, which
        loads nothing: a timeline of the partitions, the time with 1 to 64 cores, sizes, cut calls, promoted symbols, what the
        cache had and why it had not. docs/reports.md reads one.

        Examples:
          lto-par merged.bc --log=run.json && lto-par report run.json
          LTO_PAR_LOG_DIR=$PWD/logs ninja && lto-par report logs/program.log.json -o program.html
          lto-par report before.json after.json
        """,
        [new HelpGroup("Output", [_output, ColorOption.Option])]);

    private int Run(ParseResult result)
    {
        string[] names = result.GetValue(_logs) ?? [];
        string? output = result.GetValue(_output);
        switch (names)
        {
            case [var name]:
                output ??= Path.ChangeExtension(name, Extension);
                OutputNames.Check(name, ("-o", output));
                OutputFile.WriteText(output, ReportPage.Print(LogReader.Read(name)));
                return 0;
            case [var before, var after]:
                OutputNames.Check(before, ("-o", output));
                OutputNames.Check(after, ("-o", output));
                RunComparison comparison = new(LogReader.Read(before), LogReader.Read(after));
                if (output is null)
                {
                    StandardOutput.Write(result, ComparisonText.Print(comparison));
                }
                else
                {
                    OutputFile.WriteText(output, ComparisonPage.Print(comparison, before, after));
                }

                return 0;
            default:
                throw new LtoParException(null, "report: say LOG, or BEFORE AFTER to compare two; --log=FILE makes a log");
        }
    }
}
