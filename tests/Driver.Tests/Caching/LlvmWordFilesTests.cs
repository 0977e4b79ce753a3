using LtoPar.Driver.Caching;

namespace LtoPar.Driver.Tests.Caching;

public sealed class LlvmWordFilesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-inline-threshold=5")]
    [InlineData("-enable-misched")]
    [InlineData("--static-likely-prob=3")]
    [InlineData("-debugger-tune=lldb")]
    [InlineData("-debug-entry-values")]
    public void Most_words_are_text_alone(string word)
    {
        LlvmWordFiles words = LlvmWordFiles.Of([word]);
        Assert.Null(words.WhyNot);
        Assert.Empty(words.Files);
    }

    [Theory]
    [InlineData("-print-after-all")]
    [InlineData("--print-changed=quiet")]
    [InlineData("-opt-bisect-limit=7")]
    [InlineData("-debug-counter=x=1")]
    [InlineData("-load=plugin.so")]
    [InlineData("-view-dag-combine1-dags")]
    [InlineData("-time-trace")]
    [InlineData("@file")]
    [InlineData("-some-file=/dev/stdin")]
    [InlineData("-some-folder=/")]
    public void Words_with_effects_keep_everything_out(string word) => Assert.StartsWith($"-mllvm {word} ", LlvmWordFiles.Of([word]).WhyNot);

    [Fact]
    public void Files_that_words_name_are_in_by_content()
    {
        string one = _folder.Write("one", "content");
        string two = _folder.Write("two", "content");
        IReadOnlyList<string> before = Files($"-cgscc-inline-replay={one}");
        Assert.Equal([one, before[1]], before);
        Assert.Equal(before, Files($"-cgscc-inline-replay={one}"));
        Assert.Equal([one, before[1], two, before[1]], Files($"-files={one},{two}"));
        Assert.Equal([two, before[1]], Files("-a-name", two));
        _folder.Write("one", "other content");
        Assert.NotEqual(before, Files($"-cgscc-inline-replay={one}"));
    }

    private static IReadOnlyList<string> Files(params string[] words) => LlvmWordFiles.Of(words).Files;
}
