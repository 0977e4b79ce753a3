using LtoPar.Bitcode;
using LtoPar.CallGraph.Reader.Tests.DebugInfo;
using LtoPar.Llvm;
using LtoPar.TestSupport;

namespace LtoPar.CallGraph.Reader.Tests;

/// <summary>A graph is the same however many readers there are, in however many rounds, and whichever reads a body.</summary>
public sealed class ReadingRoundsTests
{
    private const string Target = "target triple = \"x86_64-pc-linux-gnu\"\n";
    private const int Mega = 1 << 20;

    /// <summary>Each pair of functions is in two shares when every function has one of its own.</summary>
    public static TheoryData<string, string> Modules()
    {
        TheoryData<string, string> modules = new()
        {
            // A declared function is an operand of a difference: of no interest, unless there is assembly that may define it.
            { "declared difference", Differences },
            { "declared difference and asm", Differences + "define void @asm() { call void asm sideeffect \"far = 1\", \"\"()\n ret void }" },
            { "declared difference and module asm", "module asm \".globl far\"\nmodule asm \"far: ret\"\n" + Differences },
            { "declared difference and literal names", Differences + "@\"\\01near\" = external global i32\ndefine ptr @literal() { ret ptr @\"\\01near\" }" },
            { "debug information", DebugInfoGraphTests.Ir },
        };
        int number = 0;
        foreach (object[] group in ReaderTests.Groups())
        {
            modules.Add($"group {number++}: {group[3]}", (string)group[0]);
        }

        return modules;
    }

    public static TheoryData<string> Traps() =>
        [.. Directory.EnumerateFiles(s_traps, "*.ll").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Modules))]
    public void Small_modules(string name, string ir)
    {
        Assert.NotEmpty(name);
        AssertSame(LlvmTools.Assemble(ir.Contains("target triple", StringComparison.Ordinal) ? ir : Target + ir));
    }

    [Theory]
    [MemberData(nameof(Traps))]
    public void Traps_of_partitioning(string file) => AssertSame(LlvmTools.Assemble(File.ReadAllText(Path.Combine(s_traps, file))));

    [Fact]
    public void Programs_of_many_functions() => AssertSame(LlvmTools.Assemble(ReaderTests.ManyFunctions(400)), batch: 8);

    [Fact]
    public void Declared_functions_in_differences_count_only_with_assembly()
    {
        Assert.Equal(0, (int)(Find(Read(Target + Differences), "far") & SymbolFlags.DifferenceOperand));
        Assert.NotEqual(0, (int)(Find(Read(Target + "module asm \"nop\"\n" + Differences), "far") & SymbolFlags.DifferenceOperand));

        static ProgramGraph Read(string ir) => TestModules.Read(ir);
        static SymbolFlags Find(ProgramGraph graph, string name) => graph.Symbols.Flags[Array.IndexOf(graph.Symbols.Names, name)];
    }

    [Theory]
    // Symbols, megabytes of bodies and of metadata, jobs; readers, rounds.
    [InlineData(10, 0, 0, 8, 1, 1)]
    [InlineData(1000, 1, 0, 8, 6, 1)]
    [InlineData(5500, 3, 0, 1, 1, 3)]
    [InlineData(5500, 3, 0, 2, 2, 2)]
    [InlineData(5500, 3, 0, 16, 16, 1)]
    [InlineData(5500, 100, 0, 2, 2, ReadingPlan.MostRounds)]
    // Opening costs more than it saves.
    [InlineData(1_000_000, 50, 0, 2, 2, 1)]
    [InlineData(5500, 5, 20, 1, 1, 1)]
    public void There_are_rounds_where_they_pay(int symbols, int bodies, int metadata, int jobs, int readers, int rounds) =>
        Assert.Equal(new ReadingPlan(readers, rounds), ReadingPlan.Of(new ModuleExtent(symbols, [bodies * Mega], metadata * Mega), jobs));

    private const string Differences = """
        @near = internal global i32 0
        @table = global i64 sub (i64 ptrtoint (ptr @far to i64), i64 ptrtoint (ptr @near to i64))
        @plain = global i64 sub (i64 ptrtoint (ptr @far to i64), i64 ptrtoint (ptr @further to i64))
        declare void @far()
        declare void @further()
        define void @a() { call void @far()
          ret void }
        define i64 @b() { ret i64 sub (i64 ptrtoint (ptr @further to i64), i64 ptrtoint (ptr @a to i64)) }
        define i64 @c() { ret i64 sub (i64 ptrtoint (ptr @a to i64), i64 ptrtoint (ptr @b to i64)) }

        """;

    private static readonly string s_traps = Path.Combine(Repository.Root, "tests/traps");

    private static void AssertSame(byte[] bitcode, int batch = 1)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.FromBytes(bitcode, "test.bc");
        string expected = GraphDump.Of(Read(1, 1));
        foreach (int rounds in new[] { 1, 2, 5 })
        {
            foreach (int readers in new[] { 1, 2, 4 })
            {
                Assert.Equal(expected, GraphDump.Of(Read(readers, rounds)));
            }
        }

        // As if all bodies were of one size: each share is one batch.
        int[] equal = [.. input.Extent.Bodies.ToArray().Select(_ => 1)];
        BodyQueue alone = new(new ModuleExtent(0, equal, 0), new ReadingPlan(1, Math.Max(1, equal.Length)), batch);
        Assert.Equal(expected, GraphDump.Of(GraphReader.Read(input, alone)));

        ProgramGraph Read(int readers, int rounds) => GraphReader.Read(input, new BodyQueue(input.Extent, new ReadingPlan(readers, rounds), batch));
    }
}
