using LtoPar.Bench.Costs;
using LtoPar.Bench.Edits;
using LtoPar.Bench.Measurements;
using LtoPar.Bench.Reports;
using LtoPar.Driver.Reports.StatisticsFile;

namespace LtoPar.Bench;

/// <summary>The commands: raw results in, what people read of them out.</summary>
internal static class Commands
{
    public const string Usage = """
        usage: bench COMMAND ...

          report RAW --bars FILE --date D --llvm V --cpus N --jobs N --load L --page-cache warm|cold --json FILE --html FILE
                     prints the table, and writes raw numbers and charts; status 1 when a bar is missed
          smoke RAW --limits "WALL BUSY-WALL CPU RSS TEXT" --cpus N
                     prints the ratios of best runs; status 1 when one is beyond its limit
          phases STATS
                     prints the line that the scale bench records of a run
          scale RAW --what TEXT --bar SLOPE
                     prints time and memory by size; status 1 when the CPU time's slope is steeper
          planning RUNS --seconds N --bytes N
                     prints what planning took; status 1 when a bar is missed
          fit FOLDER
                     prints the cost model that fits FOLDER/codegen/*.json and FOLDER/post-ipo/*.json
          tune FOLDER PROGRAM STAGE SIZE
                     prints a row of the table: FOLDER/SIZE/*.json relative to FOLDER/one/*.json
          edit --kind K --seed N FILE...
                     edits one of the files in place, prints which and what; K: constant text function rename line field
          hunks DIFF FOLDER --reversed yes|no
                     writes each hunk of a diff as a patch, in an order that is another one than the diff's
          verdict BEFORE AFTER --stats STATS
                     prints how many partitions there are, had to be compiled, and were, by *.ll in two folders
          edits RAW
                     prints the table of edits

        RAW and RUNS are files that scripts/bench.sh writes, STATS and *.json are written by lto-par --stats-json. Status 2: an error.
        """;

    /// <returns>The text to print, and whether all bars are met.</returns>
    /// <exception cref="FormatException">The command line or a file's text is wrong.</exception>
    public static (string Text, bool Passed) Run(ReadOnlySpan<string> words)
    {
        Arguments arguments = new(words.IsEmpty ? [] : words[1..]);
        return (words.IsEmpty ? "" : words[0]) switch
        {
            "report" => Report(arguments),
            "smoke" => SmokeVerdict.Print(Measurement.ReadFile(arguments.Operand(0)), arguments.Text("--limits"), (int)arguments.Number("--cpus")),
            "phases" => (PhaseLine.Print(Statistics(arguments.Operand(0))), true),
            "scale" => ScaleTable.Print(File.ReadLines(arguments.Operand(0)), arguments.Text("--what"), arguments.Text("--bar")),
            "planning" => PlanningBar.Print(File.ReadLines(arguments.Operand(0)), (double)arguments.Number("--seconds"), (long)arguments.Number("--bytes")),
            "fit" => (CostFit.Print(StatisticsIn(arguments.Operand(0), "codegen"), StatisticsIn(arguments.Operand(0), "post-ipo")), true),
            "tune" => (Tune(arguments.Operand(0), arguments.Operand(1), arguments.Operand(2), arguments.Operand(3)), true),
            "edit" => (EditCommands.Edit(arguments), true),
            "hunks" => (EditCommands.Hunks(arguments), true),
            "verdict" => (EditCommands.Verdict(arguments), true),
            "edits" => (EditTable.Print(File.ReadLines(arguments.Operand(0))), true),
            "" or "-h" or "--help" => (Usage + "\n", true),
            _ => throw new FormatException($"unknown command '{words[0]}'; see --help"),
        };
    }

    private static (string Text, bool Passed) Report(Arguments arguments)
    {
        IReadOnlyList<Measurement> measurements = Measurement.ReadFile(arguments.Operand(0));
        Bars bars = Bars.Parse(File.ReadLines(arguments.Text("--bars")));
        Facts facts = new(
            arguments.Text("--date"), arguments.Text("--llvm"), (int)arguments.Number("--cpus"), (int)arguments.Number("--jobs"), arguments.Number("--load"),
            arguments.Text("--page-cache") == "cold");
        IReadOnlyList<Group> groups = Group.Of(measurements);
        File.WriteAllText(arguments.Text("--json"), RawJson.Print(measurements, facts));
        File.WriteAllText(arguments.Text("--html"), ChartPage.Print(groups, bars, facts));
        return Table.Print(groups, bars, facts.Jobs);
    }

    private static string Tune(string folder, string program, string stage, string size) =>
        TuneRow.Print(program, stage, size, StatisticsIn(folder, size), StatisticsIn(folder, "one"));

    private static RunDocument Statistics(string file) => RunDocument.Parse(File.ReadAllText(file));

    /// <summary>The runs in the order of their files' names.</summary>
    private static IReadOnlyList<RunDocument> StatisticsIn(string folder, string name) =>
        [.. Directory.GetFiles(Path.Combine(folder, name), "*.json").Order(StringComparer.Ordinal).Select(Statistics)];
}
