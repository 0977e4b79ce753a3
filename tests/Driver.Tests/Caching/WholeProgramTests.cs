using LtoPar.Cache.Keys;
using LtoPar.Driver.Caching;

namespace LtoPar.Driver.Tests.Caching;

/// <summary>The list of a run's objects may come from a server.</summary>
public sealed class WholeProgramTests
{
    private static readonly WholeProgram s_whole = new(
        [new CacheKey(new string('a', 64)), new CacheKey(new string('0', 64))], [null, "", "main\tmain.lto_par.1\n"]);

    [Fact]
    public void It_is_read_as_it_was_written()
    {
        WholeProgram? read = WholeProgram.Of(s_whole.ToBytes());
        Assert.Equal(s_whole.Objects, read?.Objects);
        Assert.Equal(s_whole.Texts, read?.Texts);
    }

    [Fact]
    public void Bytes_that_are_none_are_refused()
    {
        byte[] bytes = s_whole.ToBytes();
        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Null(WholeProgram.Of(bytes[..length])));
        Assert.Null(WholeProgram.Of([.. bytes, 0]));
        Assert.Null(WholeProgram.Of([255, 255, 255, 127, .. bytes.AsSpan(4)]));
        Assert.Null(WholeProgram.Of([.. Enumerable.Repeat((byte)255, 100)]));
        Assert.All(Enumerable.Range(0, 8 * bytes.Length), bit =>
        {
            byte[] changed = [.. bytes];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.All(WholeProgram.Of(changed)?.Objects ?? [], key => Assert.Matches("^[0-9a-f]{64}$", key.Hex));
        });
    }

    [Theory]
    [InlineData("../../../../../../../../../../../../../../../../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_key_that_is_none_is_refused(string key) => Assert.Null(WholeProgram.Of(new WholeProgram([new CacheKey(key)], []).ToBytes()));
}
