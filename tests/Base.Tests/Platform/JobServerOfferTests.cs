using LtoPar.Platform.Jobs;

namespace LtoPar.Base.Tests.Platform;

/// <summary>MAKEFLAGS as make 4.1, 4.3 and 4.4, ninja and cargo write it.</summary>
public sealed class JobServerOfferTests
{
    [Theory]
    [InlineData(" -j4 --jobserver-auth=3,4", null, 3, 4)]
    [InlineData("kw -j4 --jobserver-fds=5,6", null, 5, 6)]
    [InlineData("-j --jobserver-fds=7,8 --jobserver-auth=9,10", null, 9, 10)]
    [InlineData("--jobserver-auth=3,4 --jobserver-auth=fifo:/tmp/GMfifo12", "/tmp/GMfifo12", -1, -1)]
    [InlineData(" -j2 --jobserver-auth=fifo:/tmp/x -- A=--jobserver-auth=1,2", "/tmp/x", -1, -1)]
    [InlineData("--jobserver-auth=3,4 -n", null, 3, 4)] // not the first word: make writes no flags there
    public void An_offer_is_read(string flags, string? path, int read, int write) =>
        Assert.Equal(new JobServerOffer(path, read, write), JobServerOffer.Parse(flags));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("k -j1")]
    [InlineData("n -j4 --jobserver-auth=3,4")]
    [InlineData(" -j4 --jobserver-auth=-2,-2")]
    [InlineData(" -j4 --jobserver-auth=3")]
    [InlineData(" --jobserver-auth=fifo:")]
    [InlineData(" -- --jobserver-auth=3,4")]
    public void No_offer_is_none(string? flags) => Assert.Null(JobServerOffer.Parse(flags));

    /// <summary>The trap: a pipe of this process itself is not make's, whatever its number.</summary>
    [Fact]
    public void A_pipe_that_no_ancestor_has_is_not_used()
    {
        using System.IO.Pipes.AnonymousPipeServerStream pipe = new(System.IO.Pipes.PipeDirection.In);
        int read = (int)pipe.SafePipeHandle.DangerousGetHandle();
        int write = (int)pipe.ClientSafePipeHandle.DangerousGetHandle();
        Assert.Null(JobServer.Open(new JobServerOffer(null, read, write), out string problem));
        Assert.Equal($"descriptors {read} and {write} are a pipe of this process's own; add '+' to the recipe that links", problem);
        Assert.Null(JobServer.Open(new JobServerOffer(null, read, 1000), out problem));
        Assert.Contains("are not its pipe", problem, StringComparison.Ordinal);
    }
}
