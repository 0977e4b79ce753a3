using LtoPar.EndToEnd.Tests.Caching;

namespace LtoPar.EndToEnd.Tests.Stages;

/// <summary>-save-temps=opt: the partitions before code generation are there wherever they are compiled, and objects are as without.</summary>
public sealed class KeptStageTests
{
    [Theory]
    [InlineData("--executor=thread")]
    [InlineData("--executor=process")]
    [InlineData("--distributor=local")]
    public void Partitions_are_kept_as_they_are_before_code_generation(string where)
    {
        using CacheWorkshop workshop = new();
        byte[] expected = workshop.Compile($"--emit-objects={workshop.File("objects")}");
        string option = where == "--distributor=local" ? $"--distributor={Tools.Distributor("local")}" : where;
        Assert.Equal(expected, workshop.Compile(option, "-save-temps=opt"));
        string[] kept = [.. Directory.GetFiles(Path.GetDirectoryName(workshop.Input)!, "p.o.*").Select(Path.GetFileName).OfType<string>()];
        Assert.Equal(Enumerable.Range(0, 13).Select(p => $"p.o.4.p{p:00}.bc").Prepend("p.o"), kept.Order(StringComparer.Ordinal));
        foreach (string partition in TestForm.IsFull ? Enumerable.Range(0, 13).Select(p => $"p{p:00}") : ["p05"])
        {
            Tools.Check(Tools.LtoPar, "compile", "--stage=codegen", workshop.File($"p.o.4.{partition}.bc"), "-o", workshop.File("again.o"));
            Assert.Equal(File.ReadAllBytes(workshop.File($"objects/{partition}.o")), File.ReadAllBytes(workshop.File("again.o")));
        }
    }

    [Fact]
    public void They_are_there_when_the_objects_come_from_the_cache()
    {
        using CacheWorkshop workshop = new();
        (byte[] expected, _) = workshop.CompileCached("-save-temps=opt");
        byte[] kept = File.ReadAllBytes(workshop.File("p.o.4.p05.bc"));
        File.Delete(workshop.File("p.o.4.p05.bc"));
        foreach (string executor in new[] { "--executor=thread", "--executor=process" })
        {
            (byte[] found, CacheUse use) = workshop.CompileCached("-save-temps=opt", executor);
            Assert.Equal(expected, found);
            Assert.Equal((13, 0), (use.Hits, use.Misses));
            Assert.Equal(kept, File.ReadAllBytes(workshop.File("p.o.4.p05.bc")));
            File.Delete(workshop.File("p.o.4.p05.bc"));
        }
    }

    [Fact]
    public void Plus_signs_divide_where_commas_cannot_be_written()
    {
        using StageWorkshop workshop = new();
        StageWorkshop.Succeed(workshop.Run("-save-temps=graph+plan"));
        Assert.Equal(["p.o", "p.o.1.graph.txt", "p.o.2.plan.txt"], workshop.Outputs);
    }

    [Fact]
    public void Text_of_the_partitions_is_written_before_and_after_their_passes()
    {
        using StageWorkshop workshop = new();
        StageWorkshop.Succeed(workshop.Run());
        byte[] expected = workshop.Bytes("p.o");
        StageWorkshop.Succeed(workshop.Run($"--emit-ir={workshop.File("ir")}", "-save-temps=opt"));
        Assert.Equal(expected, workshop.Bytes("p.o"));
        StageWorkshop.Succeed(workshop.Command(
            "dump-partitions", workshop.File("p.bc"), "--partition=max", "--unique-id=id", $"--emit-ir={workshop.File("dump")}", "-o", "plan"));
        string[] names = [.. Directory.GetFiles(workshop.File("dump")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
        Assert.InRange(names.Length, 3, 10);
        foreach (string name in names)
        {
            Assert.Equal(workshop.Bytes($"dump/{name}"), workshop.Bytes($"ir/{name}"));
            string partition = Path.GetFileNameWithoutExtension(name);
            string text = Tools.Check(Tools.Llvm("llvm-dis"), workshop.File($"p.o.4.{partition}.bc"), "-o", "-");
            Assert.Equal(Body(text), Body(File.ReadAllText(workshop.File($"ir/{partition}.opt.ll"))));
        }

        Assert.Equal(2 * names.Length, Directory.GetFiles(workshop.File("ir")).Length);
    }

    /// <summary>All but the first line, which names the file.</summary>
    private static string Body(string text) => text[text.IndexOf('\n', StringComparison.Ordinal)..];
}
