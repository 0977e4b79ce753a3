using System.Diagnostics;
using System.Globalization;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Distribution.Running;

/// <summary>
/// Runs lto-par's jobs on hosts with distccd. To distcc a partition is a preprocessed source, and its compiler is lto-par-cc, which hosts have for it.
/// distcc is given one host at a time, with a state of its own, so that which host does what, and what happens when it fails, is decided here; and it must
/// not compile on this machine, which it does with command lines that it does not like (<see cref="RefusesVariable"/>).
/// </summary>
/// <param name="limit">The longest that one try may take.</param>
public sealed class DistccSite(TimeSpan limit) : IJobSite
{
    /// <summary>The compiler's name: distccd runs a compiler by its name alone, and only those that its host has listed.</summary>
    public const string Compiler = "lto-par-cc";

    /// <summary>Has lto-par-cc refuse to compile: it is in the environment of distcc, and in no host's.</summary>
    public const string RefusesVariable = "LTO_PAR_CC_REFUSES";

    private const string Input = "partition.i";
    private const string Output = "partition.o";

    public bool GivesObjects => true;

    public JobResult Run(JobFile file, RemoteJob job, string host, CancellationToken needless)
    {
        using ScratchFolder scratch = new();
        string compiled = Path.Combine(scratch.Path, Output);
        File.CreateSymbolicLink(Path.Combine(scratch.Path, Input), Path.GetFullPath(job.Bitcode));
        ProcessStartInfo start = new("distcc", [Compiler, .. Words(file, job)]) { WorkingDirectory = scratch.Path };
        start.Environment["DISTCC_HOSTS"] = host + ",lzo";
        start.Environment["DISTCC_DIR"] = scratch.Path;
        start.Environment["DISTCC_FALLBACK"] = "0";
        start.Environment["DISTCC_SKIP_LOCAL_RETRY"] = "1";
        start.Environment["DISTCC_IO_TIMEOUT"] = ((long)Math.Ceiling(limit.TotalSeconds) + 1).ToString(CultureInfo.InvariantCulture);
        start.Environment[RefusesVariable] = "1";
        ProgramAnswer answer = ProgramAnswer.Get(start, input: null, limit, needless);
        // An object that is not there is an empty one.
        return new JobAnswer(answer, $"host {host}", $"distcc for host {host}").Take(
            job, () => File.Exists(compiled) ? File.ReadAllBytes(compiled) : [], limit);
    }

    /// <summary>The job's options, as a compiler takes them.</summary>
    /// <exception cref="LtoParException">It is no job of lto-par's.</exception>
    private static IEnumerable<string> Words(JobFile file, RemoteJob job)
    {
        IReadOnlyList<string> command = CommandTemplate.Streamed(file, job);
        return command.Count > 2 && command[1] == "compile" && command is [.., "-", "-o", "-"]
            ? [.. command.Take(command.Count - 3).Skip(2), "-c", Input, "-o", Output]
            : throw new LtoParException(job.Bitcode, "distcc is for lto-par's jobs, and this one is another compiler's; use lto-par-distribute-local for it");
    }
}
