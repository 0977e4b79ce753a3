using System.Text.RegularExpressions;
using LtoPar.ReapiServer;

namespace LtoPar.EndToEnd.Tests.Distribution;

/// <summary>
/// Servers of the Remote Execution API that do wrong. Each wrong once gives the right bytes and a note with the server's name, each wrong for good the right
/// bytes and a note that the job was run here, or a refusal that names server and partition; nothing takes longer than it may.
/// </summary>
public sealed class ReapiFaultTests : IDisposable
{
    private const int ForGood = int.MaxValue;

    private readonly ReapiWorkshop _workshop = new();
    private readonly RemoteExecutionServer _server = ReapiWorkshop.Server();

    public void Dispose()
    {
        _server.Dispose();
        _workshop.Dispose();
    }

    [Theory]
    [InlineData(ReapiFault.ClaimsAll, "FailedPrecondition: there is no blob")]
    [InlineData(ReapiFault.Full, "it did not take a blob: ResourceExhausted: no space left")]
    [InlineData(ReapiFault.Forgets, "FailedPrecondition: there is no blob")]
    [InlineData(ReapiFault.Unavailable, "Unavailable: all workers are busy")]
    [InlineData(ReapiFault.Internal, "Internal: it broke")]
    [InlineData(ReapiFault.LostExecution, "NotFound: there is no such execution")]
    [InlineData(ReapiFault.NoResult, "the execution ended without a result")]
    [InlineData(ReapiFault.NoObject, "the command ended with status 0 and the result has no object (worker w1)")]
    [InlineData(ReapiFault.Killed, "status 137 (worker w1)")]
    [InlineData(ReapiFault.Empty, "what came back is empty (worker w1)")]
    [InlineData(ReapiFault.Text, "what came back is no ELF object (worker w1)")]
    [InlineData(ReapiFault.Truncated, "what came back is damaged: ")]
    [InlineData(ReapiFault.Another, "what came back does not define f (worker w1)")]
    [InlineData(ReapiFault.WrongBytes, "a blob is not what its digest says (worker w1)")]
    [InlineData(ReapiFault.WrongInline, "a blob is not what its digest says (worker w1)")]
    [InlineData(ReapiFault.WrongDigest, "its result names a blob by what is no digest (worker w1)")]
    [InlineData(ReapiFault.LostBlob, "NotFound: there is no blob any more")]
    [InlineData(ReapiFault.LostRead, "")]
    public void What_goes_wrong_is_said_and_tried_again_and_run_here(ReapiFault fault, string what)
    {
        string note = $"lto-par-distribute-reapi: note: p\\.o: {Regex.Escape(what)}.*, from {_server.Url}; ";
        string error = note.Replace("note: p", "error: p", StringComparison.Ordinal);
        _server.Fail(fault, times: 1);
        Finished run = Run();
        Assert.Equal(0, run.Status);
        Assert.Matches($"^{note}trying again on {_server.Url}\n$", run.Error);
        Assert.Equal(ReapiWorkshop.Object, Made());

        // Other actions: the results of these are on the server.
        _server.Fail(fault, ForGood);
        run = Run("--platform=run=second");
        Assert.Equal(0, run.Status);
        Assert.Matches($"^{note}trying again on {_server.Url}\n{note}running it on this machine\n$", run.Error);
        Assert.Equal(ReapiWorkshop.Object, Made());

        File.Delete(_workshop.File("p.o"));
        run = Run("--platform=run=third", "--no-local");
        Assert.Equal(1, run.Status);
        Assert.Matches($"^{note}trying again on {_server.Url}\n{error}with --no-local it is not run on this machine\n$", run.Error);
        Assert.False(File.Exists(_workshop.File("p.o")));
    }

    /// <summary>What a server has kept is not asked for a second time.</summary>
    [Theory]
    [InlineData(ReapiFault.HitWithoutBlob, "NotFound: there is no blob aaaaaa")]
    [InlineData(ReapiFault.HitWithoutObject, "the command ended with status 0 and the result has no object")]
    [InlineData(ReapiFault.HitOfAnother, "what came back does not define f")]
    public void A_wrong_result_of_the_cache_is_not_asked_for_again(ReapiFault fault, string what)
    {
        _server.Fail(fault, ForGood);
        Finished run = Run("--no-local");
        Assert.Equal(0, run.Status);
        Assert.Matches($"^lto-par-distribute-reapi: note: p\\.o: {what}.*, from {_server.Url}; trying again on {_server.Url}\n$", run.Error);
        Assert.Equal(ReapiWorkshop.Object, Made());
        Assert.Single(_server.Executed);
    }

    /// <summary>The server would answer every job so, and is asked no more.</summary>
    [Theory]
    [InlineData(ReapiFault.CacheOnly, "it does not execute actions; is it a cache alone, or is --instance another one?")]
    [InlineData(ReapiFault.OtherDigests, "it does not take SHA-256")]
    [InlineData(ReapiFault.Unauthenticated, "Unauthenticated: who is there?; see --header-file")]
    public void A_server_that_cannot_do_it_is_asked_once(ReapiFault fault, string what)
    {
        _server.Fail(fault, ForGood);
        Finished run = Run();
        Assert.Equal(
            (0, $"lto-par-distribute-reapi: note: {_server.Url}: {what}; it is asked no more, and jobs are run on this machine\n"), (run.Status, run.Error));
        Assert.Equal(ReapiWorkshop.Object, Made());
        Assert.Equal(["GetCapabilities"], _server.Calls);
        run = Run("--no-local");
        Assert.Equal(1, run.Status);
        Assert.EndsWith($"error: p.o: {what}, from {_server.Url}; with --no-local it is not run on this machine\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReapiFault.StallCapabilities)]
    [InlineData(ReapiFault.StallFind)]
    [InlineData(ReapiFault.StallMissing)]
    [InlineData(ReapiFault.StallUpdate)]
    [InlineData(ReapiFault.StallExecute)]
    [InlineData(ReapiFault.StallRead)]
    [InlineData(ReapiFault.Endless)]
    public void Nothing_takes_longer_than_it_may(ReapiFault fault)
    {
        _server.Fail(fault, ForGood);
        Finished run = Run("--timeout=1");
        Assert.Equal(
            (0, $"lto-par-distribute-reapi: note: p.o: not done after 1 s, from {_server.Url}; running it on this machine\n"), (run.Status, run.Error));
        Assert.Equal(ReapiWorkshop.Object, Made());
    }

    [Fact]
    public void An_execution_that_takes_too_long_there_is_not_tried_there_again()
    {
        _server.Fail(ReapiFault.TimedOut, ForGood);
        Finished run = Run();
        Assert.Equal(
            (0, $"lto-par-distribute-reapi: note: p.o: DeadlineExceeded: it takes too long, from {_server.Url}; running it on this machine\n"),
            (run.Status, run.Error));
        Assert.Equal(["Execute"], _server.Calls.Where(c => c == "Execute"));
    }

    /// <summary>The protocol has a way back to an execution: that is no mishap.</summary>
    [Theory]
    [InlineData(ReapiFault.LostStream)]
    [InlineData(ReapiFault.EndedStream)]
    public void An_execution_is_found_again_when_its_stream_is_lost(ReapiFault fault)
    {
        _server.Fail(fault, times: 1);
        Finished run = Run("--no-local");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Single(_server.Executed);
        Assert.Contains("WaitExecution", _server.Calls);
        Assert.Equal(ReapiWorkshop.Object, Made());
    }

    [Fact]
    public void A_server_that_ends_in_the_middle_is_replaced_by_another()
    {
        using RemoteExecutionServer other = ReapiWorkshop.Server();
        _server.OnExecute = _server.Stop;
        // Which of two has an action is the action's: of this one it is the first that is named, or the other way round.
        Finished run = Run($"--server={other.Url}", "--no-local");
        if (run.Error.Length == 0)
        {
            run = _workshop.Run($"--server={other.Url}", $"--server={_server.Url}", "--no-local");
        }

        Assert.Equal(0, run.Status);
        Assert.Matches($"^lto-par-distribute-reapi: note: p\\.o: .*, from {_server.Url}; trying again on {other.Url}\n$", run.Error);
        Assert.Equal(ReapiWorkshop.Object, Made());
        Assert.NotEmpty(other.Executed);

        // Nobody is at the first address any more, and one note says so.
        _workshop.WriteJobs("cp", [.. Enumerable.Range(0, 6).Select(i => new ReapiWorkshop.Job(["in.o", $"{i}.o"], ["in.o", "in.defines.txt"], [$"{i}.o"]))]);
        run = _workshop.Run($"--server={_server.Url}", "-j1");
        Assert.Equal(0, run.Status);
        Assert.Equal(
            $"lto-par-distribute-reapi: note: 0.o: Unavailable: Connection refused, from {_server.Url}; trying again on {_server.Url}\n"
                + $"lto-par-distribute-reapi: note: {_server.Url}: Unavailable: Connection refused; it is asked no more, and jobs are run on this machine\n",
            run.Error);
        Assert.All(Enumerable.Range(0, 6), i => Assert.Equal(ReapiWorkshop.Object, File.ReadAllBytes(_workshop.File($"{i}.o"))));
    }

    /// <summary>The result is there and the blobs are not, as after a server has made room.</summary>
    [Fact]
    public void Blobs_that_a_server_forgot_are_sent_again()
    {
        Finished run = Run();
        Assert.Equal((0, ""), (run.Status, run.Error));
        _server.LoseBlobs();
        run = Run("--no-local");
        Assert.Equal(0, run.Status);
        Assert.Matches($"^lto-par-distribute-reapi: note: p\\.o: NotFound: .*, from {_server.Url}; trying again on {_server.Url}\n$", run.Error);
        Assert.Equal(2, _server.Executed.Count);
        Assert.Equal(ReapiWorkshop.Object, Made());
    }

    /// <summary>Whatever a server does, the bytes are right or the run is refused with the server's name.</summary>
    [Fact]
    public void Faults_at_random_give_no_wrong_object()
    {
        File.WriteAllBytes(_workshop.File("other.o"), ReapiWorkshop.AnotherObject);
        File.WriteAllText(_workshop.File("other.defines.txt"), "g\n");
        _workshop.WriteJobs(
            "cp", new ReapiWorkshop.Job(["in.o", "p.o"], ["in.o", "in.defines.txt"], ["p.o"]),
            new ReapiWorkshop.Job(["other.o", "q.o"], ["other.o", "other.defines.txt"], ["q.o"]));
        ReapiFault[] faults = Enum.GetValues<ReapiFault>();
        Random random = new(20261128);
        int rounds = TestForm.IsFull ? 1000 : 12;
        for (int round = 0; round < rounds; round++)
        {
            (ReapiFault fault, int times, bool isLocal) = (faults[random.Next(faults.Length)], random.Next(1, 5), random.Next(2) == 0);
            string what = $"round {round}: {fault} {times} {isLocal}";
            _server.Fail(fault, times);
            File.Delete(_workshop.File("p.o"));
            File.Delete(_workshop.File("q.o"));
            Finished run = Run([.. isLocal ? Array.Empty<string>() : ["--no-local"], "--timeout=1", $"--platform=Pool={random.Next(rounds / 4)}"]);
            Assert.True(run.Status == 0 || (!isLocal && run.Error.Contains(_server.Url, StringComparison.Ordinal)), $"{what}\n{run.Error}");
            foreach ((string file, byte[] right) in new[] { ("p.o", ReapiWorkshop.Object), ("q.o", ReapiWorkshop.AnotherObject) })
            {
                bool mayBeMissing = run.Status == 1 && !File.Exists(_workshop.File(file));
                Assert.True(mayBeMissing || IsRight(file, right), $"{what}: {file}\n{run.Error}");
            }
        }

        bool IsRight(string file, byte[] right) => right.AsSpan().SequenceEqual(File.ReadAllBytes(_workshop.File(file)));
    }

    private Finished Run(params string[] options) => _workshop.Run([$"--server={_server.Url}", .. options]);

    private byte[] Made() => File.ReadAllBytes(_workshop.File("p.o"));
}
