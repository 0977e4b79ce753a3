using LtoPar.Backend.Scheduling;
using LtoPar.Platform.Jobs;
using LtoPar.Platform.Native;

namespace LtoPar.Driver.Execution;

/// <summary>
/// How much is done at a time. -jN counts before everything; without -j, make's jobserver does, where MAKEFLAGS offers one; else there is a worker for each
/// processor that the process may use (affinity and the quota of its control groups are the runtime's business). Under a jobserver one thread reads and merges,
/// and only partitions take tokens: these hold them for a second and not for the whole run.
/// </summary>
/// <param name="Workers">The most partitions at a time.</param>
/// <param name="Readers">The most threads before these.</param>
/// <param name="Server">Each partition but one at a time needs a token of it; null: none does.</param>
/// <param name="Warning">What was asked for and cannot be had; null: nothing.</param>
/// <param name="Note">What was offered and cannot be used, for -v; null: nothing.</param>
internal sealed record JobLimit(int Workers, int Readers, JobServer? Server, string? Warning, string? Note)
{
    /// <param name="asked">-j; null: it is not given.</param>
    /// <param name="makeFlags">The variable of that name.</param>
    public static JobLimit Of(JobsRequest? asked, string? makeFlags)
    {
        int processors = Environment.ProcessorCount;
        if (asked is { How: not JobsKind.JobServer } other)
        {
            int workers = other.Workers(processors, HostLoad.OfLastMinute());
            return new JobLimit(workers, workers, null, null, null);
        }

        JobServerOffer? offer = JobServerOffer.Parse(makeFlags);
        string problem = "MAKEFLAGS offers none; run it under 'make -j' with '+' before the recipe, or another build tool that has one";
        if (offer is not null && JobServer.Open(offer, out problem) is { } server)
        {
            return new JobLimit(processors, 1, server, null, null);
        }

        return asked is { } request
            ? new JobLimit(request.Workers(processors, null), 1, null, $"jobserver unavailable: {problem}; one partition at a time", null)
            : new JobLimit(processors, processors, null, null, offer is null ? null : $"jobserver unavailable: {problem}");
    }
}
