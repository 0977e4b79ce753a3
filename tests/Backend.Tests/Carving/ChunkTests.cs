using LtoPar.Backend.Carving;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Verification.Objects;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Carving;

/// <summary>Chunks are a shortcut: a partition carved from one is the module that is carved from the input, and compiles to the same object.</summary>
public sealed class ChunkTests
{
    private static readonly string s_traps = Path.Combine(Repository.Root, "tests/traps");

    public static TheoryData<string> Traps() =>
        new(Directory.EnumerateFiles(s_traps, "*.ll").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

    public static TheoryData<string> Programs() => TestForm.IsFull ? new("ninja", "lua") : new("ninja");

    [Theory]
    [MemberData(nameof(Traps))]
    public void Partitions_of_a_trap_are_the_same(string file)
    {
        byte[] bitcode = LlvmTools.Assemble(File.ReadAllText(Path.Combine(s_traps, file)));
        Compare(bitcode, new PartitionOptions { Strategy = PartitionStrategy.Max }, false, 2, 3, 1000);
    }

    [Trait("Kind", "corpus")]
    [Theory]
    [MemberData(nameof(Programs))]
    public void Partitions_of_a_program_are_the_same(string program)
    {
        byte[] bitcode = File.ReadAllBytes(Corpus.File(program, "opt.bc"));
        Assert.True(Compare(bitcode, new PartitionOptions { MaxFunctions = 20 }, program == "lua", 3, 8), "nothing was carved from a chunk");
    }

    [Fact]
    public void Aliases_bring_along_what_they_stand_for()
    {
        string ir = "target triple = \"x86_64-pc-linux-gnu\"\n@v = internal global i32 1\n@w = alias i32, ptr @v\n@x = weak alias i32, ptr @w\n"
            + "@unused = hidden alias i32, ptr @v\n"
            + "@fa = alias i32 (), ptr @f\ndefine internal i32 @f() { %a = load i32, ptr @x\n ret i32 %a }\ndefine ptr @g() { ret ptr @x }\n"
            + "define i32 @h() { %a = call i32 @fa()\n ret i32 %a }\n"
            + "define i32 @i() { ret i32 1 }\ndefine i32 @j() { %a = call i32 @h()\n ret i32 %a }\n";
        Assert.True(Compare(LlvmTools.Assemble(ir), new PartitionOptions { Strategy = PartitionStrategy.Max }, false, 2, 3), "nothing was carved from a chunk");
    }

    [Fact]
    public void Chunks_are_made_where_they_save_work()
    {
        SymbolPlan Plan(int functions)
        {
            ProgramGraph graph = LayeredPrograms.Make(functions, functions * 5, 1).Build();
            return SymbolPlanner.Plan(
                graph, PartitionPlanner.Plan(graph, new PartitionOptions { MaxFunctions = 100, MaxSize = 20_000 }), new LinkageOptions { UniqueId = "id" });
        }

        Assert.False(ChunkPlan.Make(Plan(500)).IsUseful);
        ChunkPlan chunks = ChunkPlan.Make(Plan(20_000));
        Assert.True(chunks.IsUseful);
        Assert.Equal(Enumerable.Range(0, chunks.PartitionCount), Enumerable.Range(0, chunks.Count).SelectMany(chunks.PartitionsOf));
        Assert.All(Enumerable.Range(0, chunks.PartitionCount), p => Assert.Contains(p, chunks.PartitionsOf(chunks.ChunkOf(p))));
    }

    /// <returns>Whether there were chunks.</returns>
    private static bool Compare(byte[] bitcode, PartitionOptions options, bool compile, params int[] sizes)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.FromBytes(bitcode, "test.bc");
        ProgramGraph graph = GraphReader.Read(input, 1);
        SymbolPlan plan = SymbolPlanner.Plan(graph, PartitionPlanner.Plan(graph, options), new LinkageOptions { UniqueId = "id" });
        byte[][] carvedDirectly = [.. plan.Partitions.Partitions.Select(p => Carver.Carve(input, plan, p.Id))];
        bool any = false;
        foreach (ChunkPlan chunks in sizes.Select(size => ChunkPlan.Of(plan, size)))
        {
            using ChunkedInput chunked = new(input, plan, chunks);
            any |= chunks.IsUseful;
            for (int partition = 0; partition < carvedDirectly.Length; partition++)
            {
                byte[] carved = chunked.Carve(partition);
                AssertSame(carvedDirectly[partition], carved, $"partition {partition} of {carvedDirectly.Length}, chunks of {chunks.Size}");
                if (compile)
                {
                    Assert.Equal(Object(carvedDirectly[partition]), Object(carved));
                }
            }
        }

        return any;
    }

    /// <summary>Compares bytes first, which are mostly the same: the text, which a program prints, is for those that are not.</summary>
    private static void AssertSame(byte[] direct, byte[] carved, string what)
    {
        if (!direct.AsSpan().SequenceEqual(carved))
        {
            (string left, string right) = (LlvmTools.Disassemble(direct), LlvmTools.Disassemble(carved));
            Assert.True(left == right, $"{what}: {Difference(left, right)}");
        }
    }

    private static byte[] Object(byte[] partition) => PartitionCompiler.Compile(partition, "test.bc", 0, new CompileOptions { Stage = Stage.Codegen }).Object;

    private static string Difference(string direct, string chunked)
    {
        string[] left = direct.Split('\n');
        string[] right = chunked.Split('\n');
        return $"\n< {string.Join("\n< ", left.Except(right).Take(10))}\n> {string.Join("\n> ", right.Except(left).Take(10))}";
    }
}
