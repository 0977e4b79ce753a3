using System.CommandLine;
using LtoPar.Backend.Scheduling;
using LtoPar.Platform.Native;

namespace LtoPar.Driver.CommandLine;

/// <summary>The option -j N|auto|all|jobserver, which decides time and nothing else.</summary>
internal static class JobsOption
{
    /// <summary>The most threads that are accepted; no machine has use for more, so a number above it is a mistake.</summary>
    private const int Most = 4096;

    /// <summary>The option of runs that compile a program: make's jobserver may decide.</summary>
    public static Option<JobsRequest?> Create(string description) => OptionFactory.Scalar<JobsRequest?>(
        "--jobs", "N|auto|all|jobserver",
        $"{description}: as many, as processors are idle, as there are (default), or as make's jobserver lets (default under it)",
        text => text == "jobserver" ? new JobsRequest(JobsKind.JobServer, 0) : Parse(text), "-j");

    /// <summary>The option of commands that no makefile runs.</summary>
    public static Option<JobsRequest?> CreateWithoutServer(string description) =>
        OptionFactory.Scalar<JobsRequest?>("--jobs", "N|auto|all", $"{description}: as many, as processors are idle, or as there are (default)", Parse, "-j");

    /// <summary>The number of workers where no jobserver is asked.</summary>
    public static int Workers(JobsRequest? asked) =>
        asked is { } request ? request.Workers(Environment.ProcessorCount, HostLoad.OfLastMinute()) : Environment.ProcessorCount;

    private static JobsRequest? Parse(string text) => text switch
    {
        "auto" => new JobsRequest(JobsKind.Auto, 0),
        "all" => new JobsRequest(JobsKind.All, 0),
        "jobserver" => throw new FormatException("'jobserver' is for runs that compile a program; give a number, auto or all"),
        _ => JobsRequest.Of((int)OptionFactory.PositiveNumber(text, Most)),
    };
}
