using LtoPar.Cache.Keys;

namespace LtoPar.Cache.Tests.Keys;

public sealed class KeyRecordTests
{
    /// <summary>Records that any two of which somebody could confuse by putting fields side by side.</summary>
    private static readonly KeyRecord[] s_records =
    [
        new KeyRecord(),
        new KeyRecord().Add("a", ""),
        new KeyRecord().Add("a", (string?)null),
        new KeyRecord().Add("a", Array.Empty<string>()),
        new KeyRecord().Add("a", [""]),
        new KeyRecord().Add("a", ["", ""]),
        new KeyRecord().Add("a", ReadOnlySpan<byte>.Empty),
        new KeyRecord().Add("", "a"),
        new KeyRecord().Add("a", "bc"),
        new KeyRecord().Add("ab", "c"),
        new KeyRecord().Add("a", ["bc"]),
        new KeyRecord().Add("a", ["b", "c"]),
        new KeyRecord().Add("a", ["c", "b"]),
        new KeyRecord().Add("a", "bc"u8),
        new KeyRecord().Add("a", "b").Add("c", "d"),
        new KeyRecord().Add("c", "d").Add("a", "b"),
        new KeyRecord().Add("a", "b\0c"),
        new KeyRecord().Add("a", ["b\0c"]),
    ];

    [Fact]
    public void Different_records_have_different_keys() => Assert.Equal(s_records.Length, s_records.Select(r => r.Seal()).Distinct().Count());

    /// <summary>Entries outlive builds of lto-par that mean the same: the number in the format changes when a key has to.</summary>
    [Fact]
    public void A_key_is_the_same_everywhere()
    {
        CacheKey key = new KeyRecord().Add("stage", "PostIpo").Add("words", ["-a", "-b"]).Add("bitcode", "BC"u8).Seal();
        Assert.Equal(64, key.Hex.Length);
        Assert.Equal(key, new KeyRecord().Add("stage", "PostIpo").Copy().Add("words", ["-a", "-b"]).Add("bitcode", "BC"u8).Seal());
    }

    [Fact]
    public void A_copy_does_not_change_what_it_is_of()
    {
        KeyRecord record = new KeyRecord().Add("a", "b");
        CacheKey before = record.Seal();
        Assert.NotEqual(before, record.Copy().Add("c", "d").Seal());
        Assert.Equal(before, record.Seal());
        Assert.Equal(["a"], record.Parts.Select(p => p.Name));
    }
}
