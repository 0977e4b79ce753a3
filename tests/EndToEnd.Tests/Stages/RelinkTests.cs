namespace LtoPar.EndToEnd.Tests.Stages;

/// <summary>What docs/debugging.md says under "Relink by hand": an object of a partition can be replaced by another one that is made of its bitcode.</summary>
public sealed class RelinkTests
{
    [Fact]
    public void A_partition_is_replaced_by_its_object_at_O0()
    {
        using StageWorkshop workshop = new();
        StageWorkshop.Succeed(workshop.Run("-save-temps"));
        Assert.Equal(StageWorkshop.Answer, workshop.Link("program", "p.o"));
        string[] objects = [.. workshop.Outputs.Where(n => n.StartsWith("p.o.5.", StringComparison.Ordinal))];
        string guilty = Assert.Single(objects, o => Defines(workshop.File(o), "sum"));
        string bitcode = guilty.Replace(".5.", ".3.", StringComparison.Ordinal)[..^2] + ".bc";
        StageWorkshop.Succeed(workshop.Command("compile", bitcode, "-O0", "-o", "slow.o"));
        Assert.NotEqual(workshop.Bytes(guilty), workshop.Bytes("slow.o"));
        string[] mixed = [.. objects.Select(o => o == guilty ? "slow.o" : o)];
        StageWorkshop.Succeed(workshop.Command(["combine", "-o", "mixed.o", .. mixed]));
        Assert.Equal(StageWorkshop.Answer, workshop.Link("mixed", "mixed.o"));
        // The objects link as they are, too; and combined again unchanged they are the object of the run.
        Assert.Equal(StageWorkshop.Answer, workshop.Link("apart", mixed));
        StageWorkshop.Succeed(workshop.Command(["combine", "-o", "same.o", .. objects]));
        Assert.Equal(workshop.Bytes("p.o"), workshop.Bytes("same.o"));
    }

    [Fact]
    public void An_edit_between_the_passes_and_code_generation_is_linked()
    {
        using StageWorkshop workshop = new();
        StageWorkshop.Succeed(workshop.Run("-save-temps"));
        string[] objects = [.. workshop.Outputs.Where(n => n.StartsWith("p.o.5.", StringComparison.Ordinal))];
        string guilty = Assert.Single(objects, o => Defines(workshop.File(o), "scale.lto_par.id"));
        string bitcode = guilty.Replace(".5.", ".4.", StringComparison.Ordinal)[..^2] + ".bc";
        string text = Tools.Check(Tools.Llvm("llvm-dis"), workshop.File(bitcode), "-o", "-");
        Assert.Contains("mul", text, StringComparison.Ordinal);
        File.WriteAllText(workshop.File("edited.ll"), text.Replace(", 3\n", ", 4\n", StringComparison.Ordinal));
        Tools.Check(Tools.Llvm("llvm-as"), workshop.File("edited.ll"), "-o", workshop.File("edited.bc"));
        StageWorkshop.Succeed(workshop.Command("compile", "edited.bc", "--stage=codegen", "-o", "edited.o"));
        StageWorkshop.Succeed(workshop.Command(["combine", "-o", "mixed.o", .. objects.Select(o => o == guilty ? "edited.o" : o)]));
        Assert.Equal("44 21\n", workshop.Link("mixed", "mixed.o"));
    }

    private static bool Defines(string file, string name) => Tools.Check(Tools.Llvm("llvm-nm"), file).Contains($" T {name}\n", StringComparison.Ordinal);
}
