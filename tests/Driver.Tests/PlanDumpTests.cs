using System.Text.Json;
using LtoPar.CallGraph;
using LtoPar.Driver.Reports;
using LtoPar.Linkage;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests;

/// <summary>The dump of a program written out by hand, whole: what is said of a symbol is what became of it.</summary>
public sealed class PlanDumpTests
{
    private const SymbolFlags Constant = SymbolFlags.Definition | SymbolFlags.Constant;

    [Fact]
    public void A_slot_is_alone_and_declared_elsewhere()
    {
        using TestFolder folder = new();
        string text = Command.Check("dump-partitions", folder.WriteModule("m.bc"), "--slot=state");
        Assert.Contains("uses variable state of p01: declared: a slot\n", text, StringComparison.Ordinal);
        Assert.Contains("\npartition p01: 0 functions, 1 others, 0 instructions", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_says_what_became_of_every_symbol_and_why() => Assert.Equal(
        """
        partition p00: 1 functions, 0 others, 10 instructions (30.3%); call edges cut: 3 (weight 5) out, 0 in
          function main @@ p00 [external] 10 instructions
          uses function helper of p01: declared
          uses function inline of p02: declared
          uses function traced of p03: declared
          uses variable state of p05: declared: writable
          uses variable table of p06: value visible (available_externally): a constant with a known initialiser
          uses variable big of p07: declared: larger than --max-clone-size, or its value is not fixed
          uses variable .str of p01: private copy: a mergeable constant whose address does not matter
        partition p01: 1 functions, 1 others, 5 instructions (15.2%); call edges cut: 0 out, 1 (weight 3) in
          function helper @@ p01 [hidden, promoted from internal as helper.lto_par.id] 5 instructions
          variable .str @@ p01 [private] 8 bytes
        partition p02: 1 functions, 0 others, 4 instructions (12.1%); call edges cut: 0 out, 1 in
          function inline @@ p02 [weak_odr, kept from linkonce_odr: used by another partition] 4 instructions
        partition p03: 1 functions, 0 others, 6 instructions (18.2%); call edges cut: 0 out, 1 in
          function traced @@ p03 [internal, reached through hidden alias traced.lto_par.id: assembly names it] 6 instructions
        partition p04: 1 functions, 1 others, 8 instructions (24.2%); call edges cut: 0 out, 0 in
          function target @@ p04 [internal] 8 instructions
          alias second_name @@ p04 [external] 0 bytes
          together target second_name: alias
        partition p05: 0 functions, 1 others, 0 instructions (0.0%); call edges cut: 0 out, 0 in
          variable state @@ p05 [hidden, promoted from internal as state.lto_par.id] 4 bytes
        partition p06: 0 functions, 1 others, 0 instructions (0.0%); call edges cut: 0 out, 0 in
          variable table @@ p06 [hidden, promoted from internal as table.lto_par.id] 64 bytes
        partition p07: 0 functions, 1 others, 0 instructions (0.0%); call edges cut: 0 out, 0 in
          variable big @@ p07 [hidden, promoted from internal as big.lto_par.id] 65536 bytes
        total: 8 partitions, 5 functions, 33 instructions; cut 3 call edges (100.0% of the call weight); promoted 5, cloned 1, copied 1

        """.ReplaceLineEndings("\n"),
        PlanText.Print(Plan(), only: null));

    [Fact]
    public void One_partition_alone_keeps_the_totals_of_the_whole()
    {
        string[] lines = PlanText.Print(Plan(), only: 2).TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("partition p02: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("total: 8 partitions", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_has_the_figures_of_the_text()
    {
        using JsonDocument document = JsonDocument.Parse(PlanJson.Print(Plan(), only: null));
        JsonElement root = document.RootElement;
        Assert.Equal(
            ["version", "max_functions", "max_size_instructions", "partitions", "notes", "totals"], root.EnumerateObject().Select(p => p.Name));
        JsonElement main = root.GetProperty("partitions")[0];
        Assert.Equal(
            ["name", "functions", "instructions", "cut_call_edges_out", "cut_call_edges_in", "cut_weight_out", "cut_weight_in", "module_asm",
                "symbols", "uses", "imports", "together"],
            main.EnumerateObject().Select(p => p.Name));
        Assert.Equal((3, 5), (main.GetProperty("cut_call_edges_out").GetInt32(), main.GetProperty("cut_weight_out").GetInt32()));
        Assert.Equal(
            ["declare", "declare", "declare", "declare", "clone", "declare", "copy"],
            main.GetProperty("uses").EnumerateArray().Select(u => u.GetProperty("kind").GetString()));
        JsonElement helper = root.GetProperty("partitions")[1].GetProperty("symbols")[0];
        Assert.Equal("helper.lto_par.id", helper.GetProperty("final_name").GetString());
        Assert.Equal("hidden", helper.GetProperty("visibility_after").GetString());
        Assert.Equal(5, helper.GetProperty("size_instructions").GetInt32());
        Assert.Equal(5, root.GetProperty("totals").GetProperty("promoted").GetInt32());
    }

    [Fact]
    public void The_picture_has_a_box_a_partition_and_an_arrow_for_what_crosses() => Assert.Equal(
        """
        digraph G {
        0 [label="p00: 1 functions, 10 instructions"];
        1 [label="p01: 1 functions, 5 instructions"];
        2 [label="p02: 1 functions, 4 instructions"];
        3 [label="p03: 1 functions, 6 instructions"];
        4 [label="p04: 1 functions, 8 instructions"];
        5 [label="p05: 0 functions, 0 instructions"];
        6 [label="p06: 0 functions, 0 instructions"];
        7 [label="p07: 0 functions, 0 instructions"];
        0 -> 1 [label="1 calls, weight 3"];
        0 -> 2 [label="1 calls, weight 1"];
        0 -> 3 [label="1 calls, weight 1"];
        }

        """.ReplaceLineEndings("\n"),
        PlanDot.Print(Plan(), only: null));

    [Fact]
    public void The_picture_of_one_partition_shows_its_neighbours() => Assert.Equal(
        """
        digraph G {
        0 [label="p00: 1 functions, 10 instructions"];
        1 [label="p02: 1 functions, 4 instructions"];
        0 -> 1 [label="1 calls, weight 1"];
        }

        """.ReplaceLineEndings("\n"),
        PlanDot.Print(Plan(), only: 2));

    [Fact]
    public void Module_asm_and_notes_are_shown()
    {
        ProgramGraph graph = new ProgramBuilder()
            .Function("huge", 500, linkage: SymbolLinkage.External)
            .Function("small", 1, linkage: SymbolLinkage.External)
            .Tie("huge", "small", TieReason.Asm)
            .ModuleAsm("huge", "small")
            .Build();
        SymbolPlan plan = Plan(graph, new PartitionOptions { MaxSize = 100 });
        string text = PlanText.Print(plan, only: null);
        Assert.Contains("  together huge small: asm\n", text, StringComparison.Ordinal);
        Assert.Equal(plan.Partitions.Notes.Count, text.Split('\n').Count(l => l.StartsWith("note: ", StringComparison.Ordinal)));
        Assert.NotEmpty(plan.Partitions.Notes);
    }

    [Fact]
    public void What_asm_holds_is_said_with_its_reason()
    {
        ProgramGraph plain = new ProgramBuilder().Function("f", 5).Function("g", 5).Tie("f", "g", TieReason.Asm).ModuleAsm("f", "g").Build();
        ProgramGraph graph = new(plain.Module, plain.Symbols, [], plain.Ties, plain.ModuleAsmSymbols)
        {
            AsmTies = [new AsmTie(0, AsmTie.ModuleAsm, "asm uses f"), new AsmTie(1, 0, "inline asm of g names f")],
            ModuleAsmError = "expected absolute expression",
        };
        SymbolPlan plan = Plan(graph, new PartitionOptions());
        string text = PlanText.Print(plan, only: null);
        Assert.Contains("  together f <module asm>: asm uses f\n  together g f: inline asm of g names f\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("together f g: asm", text, StringComparison.Ordinal);
        Assert.Contains("note: the module's asm cannot be assembled alone (expected absolute expression): ", text, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(PlanJson.Print(plan, only: null));
        JsonElement first = json.RootElement.GetProperty("partitions")[0].GetProperty("together")[0];
        Assert.Equal(
            ("f", "<module asm>", "asm", "asm uses f"), (Member(first, "first"), Member(first, "second"), Member(first, "reason"), Member(first, "why")));

        static string? Member(JsonElement element, string name) => element.GetProperty(name).GetString();
    }

    [Fact]
    public void A_program_of_nothing_can_be_shown()
    {
        SymbolPlan plan = Plan(new ProgramBuilder().Build(), new PartitionOptions());
        Assert.Contains("total: 1 partitions, 0 functions", PlanText.Print(plan, only: null), StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(PlanJson.Print(plan, only: null));
        Assert.Equal(1, json.RootElement.GetProperty("partitions").GetArrayLength());
        Assert.Contains("p00:", PlanDot.Print(plan, only: null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_program_gives_the_same_bytes_whatever_order_its_parts_come_in()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            ProgramParts parts = RandomPrograms.Make(seed);
            SymbolPlan plan = Plan(parts.Build(), new PartitionOptions { MaxSize = 200 });
            SymbolPlan again = Plan(parts.Shuffled(new Random(seed)).Build(), new PartitionOptions { MaxSize = 200 });
            Assert.Equal(PlanText.Print(plan, only: null), PlanText.Print(again, only: null));
            Assert.Equal(PlanJson.Print(plan, only: null), PlanJson.Print(again, only: null));
            Assert.Equal(PlanDot.Print(plan, only: null), PlanDot.Print(again, only: null));
        }
    }

    [Fact]
    public void The_graph_is_a_line_a_symbol() => Assert.Equal(
        """
        function main external size=10 [Definition]
          calls helper x3 weight 3
        function helper internal size=5 [Definition]
          refers to state x1 weight 1
        variable state internal size=4 [Definition]

        """.ReplaceLineEndings("\n"),
        GraphText.Print(new ProgramBuilder()
            .Function("main", 10, linkage: SymbolLinkage.External)
            .Function("helper", 5)
            .Variable("state", 4)
            .Call("main", "helper", 3)
            .Reference("helper", "state")
            .Build()));

    private static SymbolPlan Plan() => Plan(
        new ProgramBuilder()
            .Function("main", 10, linkage: SymbolLinkage.External)
            .Function("helper", 5)
            .Function("inline", 4, linkage: SymbolLinkage.LinkOnceOdr)
            .Function("traced", 6, SymbolFlags.Definition | SymbolFlags.NamedByAsm)
            .Function("target", 8)
            .Variable("state", 4)
            .Variable("table", 64, Constant)
            .Variable("big", 65536, Constant)
            .Copyable(".str")
            .Alias("second_name", "target")
            .Call("main", "helper", 3).Call("main", "inline").Call("main", "traced")
            .Reference("main", "state").Reference("main", "table").Reference("main", "big").Reference("main", ".str").Reference("helper", ".str", 2)
            .Build(),
        new PartitionOptions { Strategy = PartitionStrategy.Max });

    private static SymbolPlan Plan(ProgramGraph graph, PartitionOptions options) =>
        SymbolPlanner.Plan(graph, PartitionPlanner.Plan(graph, options), new LinkageOptions { UniqueId = "id" });
}
