namespace LtoPar.EndToEnd.Tests.Slots;

/// <summary>A program that knows nothing of slots: a table of lua's parser is one, and its operators bind otherwise.</summary>
public sealed class SlotCorpusTests : IDisposable
{
    private readonly SlotWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("--stage=ipo", "--ipo=parallel")]
    [FullData("--stage=ipo")]
    [FullData("--stage=post-ipo")]
    public void Operators_of_lua_bind_as_a_patched_table_says(params string[] options)
    {
        string input = Corpus.File("lua", options[0] == "--stage=ipo" ? "merged.bc" : "postipo.bc");
        _workshop.Check(Tools.LtoPar, [input, "-O3", "--slot=priority", "-o", "lua.o", .. options]);
        _workshop.Check("cc", ["lua.o", "-o", "lua", .. File.ReadAllText(Corpus.File("lua", "link.args")).Trim().Split(' ')]);
        Assert.Equal("7\n", Print("1+2*3"));
        string table = _workshop.Patch("lua");
        Assert.Matches(@"^priority\t\[21 x \{i8, i8\}\]\t\{\{10,10\},\{10,10\},\{11,11\},", table);
        _workshop.Patch("lua", $"priority={{{string.Join(',', Enumerable.Repeat("_", 20).Prepend("{12,12}"))}}}");
        Assert.Equal("9\n", Print("1+2*3"));
        Assert.Equal(table.Replace("{{10,10},", "{{12,12},", StringComparison.Ordinal), _workshop.Patch("lua"));
    }

    private string Print(string expression) => _workshop.Check(_workshop.File("lua"), "-e", $"print({expression})");
}
