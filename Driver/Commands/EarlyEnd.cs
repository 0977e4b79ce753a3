using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Driver.Compilation;
using LtoPar.Platform;

namespace LtoPar.Driver.Commands;

/// <summary>--stop-after: says what a run cannot do that ends before it has objects.</summary>
internal static class EarlyEnd
{
    /// <summary>Requires that nothing is asked for that only a whole run can tell.</summary>
    /// <param name="hasRemarks">Remarks are asked for.</param>
    /// <exception cref="LtoParException">There is such an option.</exception>
    public static void CheckOptions(TempStage last, MainCommand command, ParseResult result, bool hasRemarks)
    {
        Option[] reports = [command.PrintStats, command.StatsJson, command.TimeTrace, command.Log, command.CostHistory];
        if (last < TempStage.Obj && reports.FirstOrDefault(o => result.GetResult(o) is { Implicit: false }) is { } report)
        {
            throw new LtoParException(
                null,
                $"{report.Name} tells of a whole run, and --stop-after={TempStages.NameOf(last)} ends it before there are objects; leave out one of the two");
        }

        if (last < TempStage.Opt && hasRemarks)
        {
            throw new LtoParException(
                null, $"remarks are of passes that run on partitions, and --stop-after={TempStages.NameOf(last)} ends before them; leave out one of the two");
        }

        if (last < TempStage.Carved && result.GetValue(command.EmitIr) is not null)
        {
            throw new LtoParException(
                null, $"{command.EmitIr.Name} writes partitions, and --stop-after={TempStages.NameOf(last)} ends before them; leave out one of the two");
        }
    }

    /// <summary>Requires that a run comes by that stage.</summary>
    /// <param name="input">The subject of messages.</param>
    /// <param name="stage">The stage that the run begins at.</param>
    /// <exception cref="LtoParException">It does not.</exception>
    public static void CheckStage(TempStage last, string input, Stage stage)
    {
        string? problem = (last, stage) switch
        {
            (TempStage.Merged, Stage.Ipo or Stage.ParallelIpo) or (TempStage.Ipo, Stage.Ipo) => null,
            (TempStage.Merged, _) => "the input was merged and optimised before; it is the merged module with --stage=ipo",
            (TempStage.Ipo, Stage.ParallelIpo) => "partitions do IPO themselves with --ipo=parallel; --stop-after=opt shows what becomes of them",
            (TempStage.Ipo, _) => "the input has been through IPO; that runs with --stage=ipo",
            _ => null,
        };
        if (problem is not null)
        {
            throw new LtoParException(input, $"--stop-after={TempStages.NameOf(last)}: {problem}");
        }
    }
}
