using LtoPar.Backend.Carving;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Metadata;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.CallGraph.Reader.DebugInfo;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Carving;

/// <summary>
/// Damaged debug information is either understood as bits or left to LLVM: every check of it fails with <see cref="MalformedBitsException"/>.
/// Any other exception is a check that is missing, and fails these tests.
/// </summary>
[Trait("Kind", "corpus")]
public sealed class MalformedMetadataTests
{
    private static readonly int s_cases = TestForm.IsFull ? 250 : 80;

    [Fact]
    public void Damaged_metadata_is_understood_or_left_to_LLVM() => Damage(index => (index.Records.Start / 8, index.Records.End / 8), leastUnderstood: 5);

    [Fact]
    public void Damaged_bodies_are_understood_or_left_to_LLVM() =>
        Damage(index => (index.Module.Bodies.Where(b => b >= 0).Min() / 8, index.Module.Bodies.Max() / 8), leastUnderstood: 5);

    private static void Damage(Func<MetadataIndex, (long Start, long End)> where, int leastUnderstood)
    {
        LlvmSession.Start(null);
        byte[] good = File.ReadAllBytes(Corpus.File("lua", "opt.bc", "O2-g"));
        using InputModule input = InputModule.FromBytes(good, "good.bc");
        (long start, long end) = where(input.Metadata!);
        ProgramGraph graph = GraphReader.Read(input, 2);
        PartitionPlan partitions = PartitionPlanner.Plan(graph, new PartitionOptions { MaxFunctions = 60 });
        SymbolPlan plan = SymbolPlanner.Plan(graph, partitions, new LinkageOptions { UniqueId = "id" });
        int understood = 0;
        int left = 0;
        Parallel.For(0, s_cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, number =>
        {
            byte[] bad = Damaged(good, (int)start, (int)end, number);
            if (Use(bad, plan, number % plan.Partitions.Partitions.Count))
            {
                Interlocked.Increment(ref understood);
            }
            else
            {
                Interlocked.Increment(ref left);
            }
        });
        Assert.True(understood >= leastUnderstood, $"{understood} of {s_cases} understood: nothing but the first check is tried");
        Assert.True(left >= s_cases / 10, $"{left} of {s_cases} left to LLVM: the damage does none");
    }

    /// <summary>All that is done with the bits of a module. The file is not checked as a whole: that it is cut short is seen here too.</summary>
    private static unsafe bool Use(byte[] bytes, SymbolPlan plan, int partition)
    {
        fixed (byte* first = bytes)
        {
            try
            {
                if (MetadataIndex.Read(first, bytes.Length) is not { } index)
                {
                    return false;
                }

                byte[] copy = [.. bytes];
                MetadataEditor.Write(index, MetadataSelector.Select(index, plan, partition), copy);
                bytes.CopyTo(copy, 0);
                fixed (byte* start = copy)
                {
                    StrippedInput.Strip(index, start, 1);
                }

                return true;
            }
            catch (MalformedBitsException e)
            {
                Assert.NotEmpty(e.Message);
                return false;
            }
        }
    }

    /// <summary>Bits turned over, words of noise, words in each other's place, and ends cut off.</summary>
    private static byte[] Damaged(byte[] good, int start, int end, int number)
    {
#pragma warning disable CA5394 // the same bits every time
        Random random = new(number);
        byte[] bad = [.. good];
        int at = random.Next(start / 4, (end / 4) - 4) * 4;
        switch (number % 8)
        {
            case 0:
                return bad[..random.Next(start, end)];
            case 1:
                random.NextBytes(bad.AsSpan(at, 4));
                break;
            case 2:
                int other = random.Next(start / 4, (end / 4) - 4) * 4;
                good.AsSpan(at, 8).CopyTo(bad.AsSpan(other));
                good.AsSpan(other, 8).CopyTo(bad.AsSpan(at));
                break;
            default:
                bad[random.Next(start, end)] ^= (byte)(1 << random.Next(8));
                break;
        }
#pragma warning restore CA5394
        return bad;
    }
}
