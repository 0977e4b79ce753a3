using LtoPar.Backend.Slots;

namespace LtoPar.Backend.Tests.Slots;

public sealed class SlotPatternTests
{
    [Theory]
    [InlineData("freq", "freq")]
    [InlineData("freq", "freq.local.0123abcd")]
    [InlineData("freq", "freq.local.0123abcd.1.lto_par.16184139b05c55cb")]
    [InlineData("freq", "freq.12")]
    [InlineData("freq", "\u0001freq")]
    [InlineData("freq", "_ZL4freq")]
    [InlineData("dsp::gain", "_ZN3dsp4gainE")]
    [InlineData("dsp::(anonymous namespace)::gain", "_ZN3dsp12_GLOBAL__N_14gainE")]
    [InlineData("dsp::gain", "_ZN3dspL4gainE.local.0123abcd")]
    [InlineData("_ZN3dspL4gainE", "_ZN3dspL4gainE.local.0123abcd")]
    [InlineData("run.*", "run.gain")]
    [InlineData("dsp::*", "_ZN3dsp4gainE")]
    [InlineData("t[a-c]p?", "tbps")]
    [InlineData("t[!a-c]p?", "tdps")]
    [InlineData("a\\*b", "a*b")]
    [InlineData("[]x]y", "]y")]
    public void It_matches_names_of_symbols_and_of_the_source(string pattern, string name) => Assert.True(new SlotPattern(pattern).Matches(name));

    [Theory]
    [InlineData("freq", "freq2")]
    [InlineData("freq", "my_freq")]
    [InlineData("fr.q", "freq")]
    [InlineData("t[!a-c]p?", "tbps")]
    [InlineData("a\\*b", "axb")]
    [InlineData("gain", "_ZN3dsp4gainE")]
    [InlineData("x", "_ZN3dsp1xIiE1yE")]
    public void It_matches_nothing_else(string pattern, string name) => Assert.False(new SlotPattern(pattern).Matches(name));

    [Theory]
    [InlineData("")]
    [InlineData("a[b")]
    [InlineData("a[]")]
    public void What_is_no_pattern_is_an_error(string pattern) => Assert.Throws<FormatException>(() => new SlotPattern(pattern));
}
