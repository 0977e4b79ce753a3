namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>
/// Every optimization level, position-independent or not, with and without debug information. In the short form ProgramWorkTests has -O2, and
/// LinkMatrixTests -O3 and -Os.
/// </summary>
public class LevelTests
{
    [Theory]
    [InlineData("-O0")]
    [InlineData("-Oz")]
    [FullData("-O1")]
    [FullData("-O3")]
    [FullData("-O2")]
    [FullData("-Os")]
    public void Lua_works_at_every_level(string level) => Check("O2", level, "-pie");

    [Fact]
    public void Static_code_works() => Check("O2", "-fno-pic", "-no-pie");

    [Fact]
    public void Without_sections_works() => Check("O2", "-fno-function-sections", "-pie", "-fno-data-sections");

    [Fact]
    public void Debug_information_is_well_formed()
    {
        using TempFolder folder = new();
        string[] objects = Check("O2-g", "-O2", "-pie", $"--emit-objects={folder.File("objects")}");
        foreach (string file in Directory.GetFiles(folder.File("objects"), "*.o"))
        {
            Finished verified = Tools.Run(Tools.Llvm("llvm-dwarfdump"), "--verify", "--quiet", file);
            Assert.True(verified.Status == 0, $"{file}\n{verified.Output}{verified.Error}");
        }

        Assert.NotEmpty(objects);
    }

    private static string[] Check(string variant, string option, string link, params string[] more)
    {
        using TempFolder folder = new();
        string combined = folder.File("lua.o");
        Tools.Check(Tools.LtoPar, [Corpus.File("lua", "postipo.bc", variant), "-o", combined, "-j2", option, .. more]);
        string linked = folder.File("lua");
        Tools.Check("cc", combined, link, "-o", linked, "-lm", "-ldl");
        ProgramWork.AssertSame("lua", linked);
        return [combined];
    }
}
