namespace LtoPar.EndToEnd.Tests;

/// <summary>
/// A partition is compiled as it lies in memory where it was carved, and elsewhere from the bytes it is written as: both give the same object.
/// </summary>
public sealed class AlonePartitionTests
{
    [Theory]
    [InlineData("lua", "O2", "merged.bc", "post-inline")]
    [InlineData("ninja", "O2-g", "postipo.bc", "post-ipo")]
    [FullData("lua", "O2-g", "postipo.bc", "post-ipo")]
    [InlineData("ninja", "O2", "opt.bc", "codegen")]
    [FullData("lua", "O2", "opt.bc", "codegen")]
    [FullData("lua", "O2", "postipo.bc", "post-ipo")]
    [FullData("lua", "O2-g", "opt.bc", "codegen")]
    [FullData("ninja", "O2", "postipo.bc", "post-ipo")]
    public void Compiled_from_its_bytes_it_is_the_same_object(string program, string variant, string file, string stage)
    {
        using TempFolder folder = new();
        string[] plan = [Corpus.File(program, file, variant), "--unique-id=x", "--max-functions=60"];
        Tools.Check(Tools.LtoPar, [.. plan, $"--stage={stage}", "-j2", $"--emit-objects={folder.File("together")}"]);
        Tools.Check(Tools.LtoPar, ["dump-partitions", .. plan, "-o", "/dev/null", $"--emit-bitcode={folder.File("alone")}"]);
        string[] partitions = [.. Directory.GetFiles(folder.File("alone"), "p*.bc").Order(StringComparer.Ordinal)];
        Assert.True(partitions.Length > 5);
        Parallel.ForEach(partitions, new ParallelOptions { MaxDegreeOfParallelism = 2 }, partition =>
        {
            string name = Path.GetFileNameWithoutExtension(partition) + ".o";
            Tools.Check(Tools.LtoPar, "compile", partition, $"--stage={stage}", "-o", folder.File(name));
            Assert.True(
                File.ReadAllBytes(folder.File(Path.Combine("together", name)))
                    .AsSpan()
                    .SequenceEqual(File.ReadAllBytes(folder.File(name))), $"{name} is another object");
        });
    }
}
