namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>
/// Real programs: partitioned, linked, put to real work, and compared with the one-partition program that opt, llc and the linker alone make.
/// scripts/corpus.sh builds the inputs; scripts/test.sh calls it. In the short form programs take turns: each stage is there at each cut, and a
/// program in C and one in C++; with LTO_PAR_TEST_FULL=1 each program is cut in every way, but that large ones are neither left whole nor cut twice as
/// finely as can be.
/// </summary>
public sealed class ProgramWorkTests
{
    private static readonly (string Program, string Cut, string Stage)[] s_turns =
    [
        ("lua", "one", "codegen"), ("lua", "max", "post-ipo"), ("lua", "one", "post-ipo"), ("ninja", "dfs", "post-ipo"), ("ninja", "max", "codegen"),
        ("lua", "dfs", "codegen"),
    ];

    public static TheoryData<string, string, string> Cuts()
    {
        TheoryData<string, string, string> cuts = [];
        foreach (string program in new[] { "lua", "ninja", "sqlite", "zstd" })
        {
            foreach ((string cut, string stage) in new[]
            {
                ("dfs", "post-ipo"), ("dfs", "codegen"), ("max", "post-ipo"), ("max", "codegen"), ("one", "post-ipo"), ("one", "codegen"),
            })
            {
                bool isCut = program is "lua" or "ninja" || cut == "dfs" || (cut, stage) == ("max", "post-ipo");
                if (TestForm.IsFull ? isCut : s_turns.Contains((program, cut, stage)))
                {
                    cuts.Add(program, cut, stage);
                }
            }
        }

        return cuts;
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public void Does_the_same_work_as_the_reference(string program, string cut, string stage)
    {
        using TempFolder folder = new();
        string input = Corpus.File(program, stage == "codegen" ? "opt.bc" : "postipo.bc");
        string combined = folder.File("program.o");
        Tools.Check(Tools.LtoPar, input, $"--stage={stage}", "-j2", "-O2", $"--partition={cut}", "-o", combined);
        AssertSameWork(program, combined, folder);
    }

    [Theory]
    [InlineData("lua", "parallel")]
    [InlineData("ninja", "serial")]
    [FullData("zstd", "parallel")]
    [FullData("lua", "serial")]
    [FullData("ninja", "parallel")]
    [FullData("sqlite", "serial")]
    [FullData("sqlite", "parallel")]
    [FullData("zstd", "serial")]
    public void Linked_from_files_it_does_the_same_work(string program, string ipo)
    {
        using TempFolder folder = new();
        string combined = folder.File("program.o");
        LinkJobs.Check(program, "link", LinkJobs.Resolve(program, folder), "-O2", "-j2", $"--ipo={ipo}", "-o", combined);
        AssertSameWork(program, combined, folder);
    }

    private static void AssertSameWork(string program, string combined, TempFolder folder)
    {
        string linked = folder.File("program");
        string[] arguments = File.ReadAllText(Corpus.File(program, "link.args")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Tools.Check("c++", [combined, .. arguments, "-o", linked]);
        ProgramWork.AssertSame(program, linked);
    }
}
