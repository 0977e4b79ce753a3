using LtoPar.Cache.Pruning;

namespace LtoPar.Cache.Tests.Pruning;

/// <summary>LLVM's words, defaults and errors (CachePruningTest.cpp of its unit tests has the same).</summary>
public sealed class CachePolicyTests
{
    [Fact]
    public void The_defaults_are_those_of_LLVM()
    {
        CachePolicy policy = CachePolicy.Parse("");
        Assert.Equal(CachePolicy.Default, policy);
        Assert.Equal((TimeSpan.FromSeconds(1200), TimeSpan.FromDays(7)), (policy.Interval, policy.Expiration));
        Assert.Equal((75, 0L, 1_000_000L), (policy.SharePercent, policy.Bytes, policy.Files));
    }

    [Theory]
    [InlineData("prune_interval=1s", 1)]
    [InlineData("prune_interval=2m", 120)]
    [InlineData("prune_interval=0x2h", 7200)]
    [InlineData("prune_interval=99999999999999h", 3153600000)]
    public void Intervals(string text, long seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), CachePolicy.Parse(text).Interval);

    [Theory]
    [InlineData("cache_size_bytes=10", 10)]
    [InlineData("cache_size_bytes=2k", 2048)]
    [InlineData("cache_size_bytes=3M", 3 << 20)]
    [InlineData("cache_size_bytes=4g", 4L << 30)]
    [InlineData("cache_size_bytes=010", 8)]
    [InlineData("cache_size_bytes=0", 0)]
    public void Sizes(string text, long bytes) => Assert.Equal(bytes, CachePolicy.Parse(text).Bytes);

    [Fact]
    public void Words_are_joined_by_colons_and_the_last_counts() => Assert.Equal(
        new CachePolicy { Expiration = TimeSpan.FromHours(1), SharePercent = 20, Files = 7 },
        CachePolicy.Parse("prune_after=5m:cache_size=20%:cache_size_files=7:prune_after=1h"));

    [Theory]
    [InlineData("prune_interval=", "Duration must not be empty")]
    [InlineData("prune_interval=foos", "'foo' not an integer")]
    [InlineData("prune_interval=24x", "'24x' must end with one of 's', 'm' or 'h'")]
    [InlineData("cache_size=foo", "'foo' must be a percentage")]
    [InlineData("cache_size=foo%", "'foo' not an integer")]
    [InlineData("cache_size=101%", "'101' must be between 0 and 100")]
    [InlineData("cache_size_bytes=foo", "'foo' not an integer")]
    [InlineData("cache_size_bytes=foom", "'foo' not an integer")]
    [InlineData("cache_size_files=foo", "'foo' not an integer")]
    [InlineData("foo=bar", "Unknown key: 'foo'")]
    [InlineData("prune_after", "Duration must not be empty")]
    public void Errors(string text, string reason) =>
        Assert.Equal($"invalid cache policy: {reason}", Assert.Throws<FormatException>(() => CachePolicy.Parse(text)).Message);
}
