namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>
/// Real programs, whole: linked through the plugin alone by every linker, they do what the reference program does (LinkMatrixTests has more,
/// through the compiler driver). In the short form a linker links one of them.
/// </summary>
public sealed class PluginCorpusTests : IDisposable
{
    private readonly PluginWorkshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("bfd", "ninja")]
    [InlineData("gold", "lua")]
    [InlineData("mold", "lua")]
    [FullData("bfd", "lua")]
    [FullData("gold", "ninja")]
    [FullData("mold", "ninja")]
    public void A_real_program_links_and_works(string linker, string program)
    {
        string list = Corpus.File(program, "obj.list");
        string folder = Path.GetDirectoryName(list)!;
        string[] arguments =
        [
            .. File.ReadAllLines(list).Select(o => Path.Combine(folder, o)),
            .. File.ReadAllText(Path.Combine(folder, "link.args")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        ];
        PluginWorkshop.Succeeds(_shop.Link(linker, program, arguments));
        _shop.NothingStayed();
        Assert.Equal(Use(program, Corpus.File(program, "ref")), Use(program, _shop.File(program)));
    }

    private string Use(string program, string path)
    {
        File.WriteAllText(_shop.File("build.ninja"), "rule cat\n  command = cat $in > $out\nbuild two: cat one\nbuild three: cat two one\n");
        File.WriteAllText(_shop.File("one"), "one\n");
        string[] words = program switch
        {
            "lua" =>
                ["-e", "local t = {} for i = 1, 100 do t[i] = (i * 7919) % 101 end table.sort(t) print(table.concat(t, ' '), string.format('%5.2f "
                    + "%s', math.pi, ('x'):rep(3)))"],
            _ => ["-n", "-v"],
        };
        Finished finished = Tools.Run(path, words, _shop.FolderPath, []);
        return $"{finished.Output}{finished.Error}{finished.Status}".Replace(path, "PROGRAM", StringComparison.Ordinal);
    }
}
