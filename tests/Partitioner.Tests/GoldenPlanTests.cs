using LtoPar.CallGraph;
using LtoPar.TestSupport;

namespace LtoPar.Partitioner.Tests;

/// <summary>Whole plans of small programs, one line a symbol.</summary>
public sealed class GoldenPlanTests
{
    /// <summary>One of main's two subtrees must go, and parse has the smaller name hash: 0x9fb2... against 0xd655...</summary>
    [Fact]
    public void Depth_first_keeps_callers_with_callees_and_data_with_its_users()
    {
        ProgramGraph graph = new ProgramBuilder()
            .Function("main", 10, linkage: SymbolLinkage.External)
            .Function("parse", 40).Function("lex", 40)
            .Function("emit", 40).Function("encode", 40)
            .Function("log", 10)
            .Variable("keywords").Variable("opcodes").Variable("names_of_opcodes").Variable("unused")
            .Copyable(".str")
            .Call("main", "parse").Call("main", "emit").Call("parse", "lex", 3).Call("emit", "encode", 3)
            .Call("lex", "log").Call("encode", "log").Call("main", "log")
            .Reference("lex", "keywords").Reference("encode", "opcodes", 2).Reference("lex", "opcodes")
            .Reference("opcodes", "names_of_opcodes")
            .Reference("log", ".str").Reference("parse", ".str")
            .Build();

        AssertPlan(
            graph,
            new PartitionOptions { MaxSize = 100 },
            """
            function main @@ p00
            function emit @@ p00
            function encode @@ p00
            function log @@ p00
            variable opcodes @@ p00
            variable names_of_opcodes @@ p00
            variable .str @@ p00
            function parse @@ p01
            function lex @@ p01
            variable keywords @@ p01
            variable unused @@ p01
            """);
    }

    /// <summary>Target 100: the border may be after i (90), j (100) or k (110); least crosses after i.</summary>
    [Fact]
    public void Balanced_cuts_where_least_crosses()
    {
        ProgramBuilder program = new();
        string names = "abcdefghijklmnopqrst";
        foreach (char name in names)
        {
            program.Function(name.ToString(), 10);
        }

        for (int i = 1; i < names.Length; i++)
        {
            program.Call(names[i - 1].ToString(), names[i].ToString(), names[i] == 'j' ? 1 : 5);
        }

        PartitionPlan plan = PartitionPlanner.Plan(
            program.Variable("table").Reference("c", "table", 2).Reference("t", "table").Build(),
            new PartitionOptions { Strategy = PartitionStrategy.Balanced, MaxSize = 120 });

        Assert.Equal([9, 11], plan.Partitions.Select(p => p.Functions));
        Assert.Equal(0, plan.PartitionOf[20]);
    }

    [Fact]
    public void A_constructor_array_stays_where_the_cut_put_it()
    {
        ProgramGraph graph = new ProgramBuilder()
            .Function("a", 60).Function("b", 60)
            .Variable("llvm.global_ctors", 16, SymbolFlags.Definition | SymbolFlags.StructorArray, SymbolLinkage.Appending).Variable("table")
            .Reference("a", "llvm.global_ctors").Reference("b", "llvm.global_ctors", 9)
            .Reference("a", "table").Reference("b", "table", 9)
            .Build();

        AssertPlan(
            graph,
            new PartitionOptions { MaxSize = 100 },
            """
            function a @@ p00
            variable llvm.global_ctors @@ p00
            function b @@ p01
            variable table @@ p01
            """);
    }

    /// <summary>c uses a copyable constant that is tied to a more often than it calls b; it belongs with b.</summary>
    [Fact]
    public void Copyable_constants_pull_nothing_together_even_when_tied()
    {
        ProgramGraph graph = new ProgramBuilder()
            .Function("a", 60).Function("b", 60).Function("c", 20).Copyable(".str")
            .Tie("a", ".str", TieReason.Associated)
            .Reference("c", ".str", 9).Call("c", "b")
            .Build();

        AssertPlan(
            graph,
            new PartitionOptions { MaxSize = 100 },
            """
            function a @@ p00
            variable .str @@ p00
            function b @@ p01
            function c @@ p01
            """);
    }

    [Fact]
    public void Max_splits_all_but_groups_and_places_copyable_constants()
    {
        ProgramGraph graph = new ProgramBuilder()
            .Function("f", 1).Function("g", 1).Function("printf", 0, SymbolFlags.None, SymbolLinkage.External).Function("h", 1)
            .Variable("table").Copyable(".str").Alias("g_alias", "g")
            .Tie("f", "printf", TieReason.Comdat).Tie("h", "printf", TieReason.Comdat)
            .Reference("g", ".str").Reference("table", "f")
            .Build();

        AssertPlan(
            graph,
            new PartitionOptions { Strategy = PartitionStrategy.Max },
            """
            function f @@ p00
            function h @@ p00
            function g @@ p01
            variable .str @@ p01
            alias g_alias @@ p01
            variable table @@ p02
            """);
    }

    [Fact]
    public void Constructor_arrays_and_what_asm_names_do_not_follow_users()
    {
        ProgramGraph graph = new ProgramBuilder()
            .Function("init", 60).Function("work", 60).Function("asm_user", 60)
            .Variable("asm_data").Variable("llvm.global_ctors", 16, SymbolFlags.Definition | SymbolFlags.StructorArray, SymbolLinkage.Appending)
            .Reference("llvm.global_ctors", "init").Reference("work", "asm_data", 9)
            .Tie("asm_user", "asm_data", TieReason.Asm).ModuleAsm("asm_user", "asm_data")
            .Build();

        PartitionPlan plan = AssertPlan(
            graph,
            new PartitionOptions { MaxSize = 100 },
            """
            function work @@ p00
            function asm_user @@ p01
            variable asm_data @@ p01
            function init @@ p02
            variable llvm.global_ctors @@ p02
            """);
        Assert.Equal(1, plan.ModuleAsmPartition);
    }

    [Fact]
    public void A_program_without_definitions_is_one_empty_partition()
    {
        ProgramGraph graph = new ProgramBuilder().Function("puts", 0, SymbolFlags.None, SymbolLinkage.External).Build();
        foreach (PartitionStrategy strategy in Enum.GetValues<PartitionStrategy>())
        {
            PartitionPlan plan = AssertPlan(graph, new PartitionOptions { Strategy = strategy }, "");
            Assert.Empty(Assert.Single(plan.Partitions).Symbols);
        }
    }

    private static PartitionPlan AssertPlan(ProgramGraph graph, PartitionOptions options, string expected)
    {
        PartitionPlan plan = PartitionPlanner.Plan(graph, options);
        Assert.Equal(expected.ReplaceLineEndings("\n").Trim(), plan.ToText(graph.Symbols).Trim());
        return plan;
    }
}
