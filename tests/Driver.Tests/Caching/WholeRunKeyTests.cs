using LtoPar.Backend.Merging;
using LtoPar.Cache.Keys;
using LtoPar.Driver.Caching;
using LtoPar.Driver.CommandLine;
using LtoPar.LinkJobs;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Tests.Caching;

/// <summary>What decides a whole run is in its key: plan, job and the contents of files; where files are is not.</summary>
public sealed class WholeRunKeyTests : IDisposable
{
    private static readonly PlanRequest s_plan = new(new PartitionOptions(), 1, "id", true);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_member_of_the_plan_changes_the_key()
    {
        Members.AllCount(s_plan, plan => PlanKey.AddTo(new KeyRecord(), plan, "a.out").Seal());
        Members.AllCount(
            new PartitionOptions { MaxFunctions = 1, MaxSize = 2, MaxPartitions = 3 }, cut => PlanKey.AddTo(new KeyRecord(), cut).Seal());
        Members.AllCount(new MergeOptions(), merging => InputKey.AddTo(new KeyRecord(), merging).Seal());
    }

    [Fact]
    public void Of_the_outputs_path_the_name_counts()
    {
        Assert.Equal(Key("here/a.out"), Key("there/a.out"));
        Assert.NotEqual(Key("a.out"), Key("b.out"));

        static CacheKey Key(string name) => PlanKey.AddTo(new KeyRecord(), s_plan, name).Seal();
    }

    [Fact]
    public void A_job_counts_but_for_the_places_of_its_files()
    {
        LinkJob job = Job(_folder.Write("a.o", "--BC1--"), 2, 3);
        CacheKey key = Key(job);
        Assert.Equal(key, Key(Job(_folder.Write("b.o", "BC1-"), 0, 3)));
        Assert.Equal(key, Key(Job(_folder.Write("c.o", "---BC1"), 3, 0)));
        LinkJob[] others =
        [
            Job(_folder.Write("d.o", "BC2"), 0, 3),
            job with { OutputKind = LinkOutputKind.Shared },
            job with { OutputName = "b.out" },
            job with { Wrapped = ["f"] },
            job with { NativeCommons = [new NativeCommon("c", 4, 4)] },
            job with { Modules = [.. job.Modules, .. job.Modules] },
            job with { Modules = [job.Modules[0] with { Name = "other" }] },
            job with { Modules = [job.Modules[0] with { Symbols = [] }] },
            job with { Modules = [job.Modules[0] with { Symbols = [new LinkSymbol("f"u8.ToArray(), SymbolResolution.None)] }] },
            job with { Modules = [job.Modules[0] with { Symbols = [new LinkSymbol("g"u8.ToArray(), SymbolResolution.Prevailing)] }] },
        ];
        Assert.Equal(others.Length + 1, others.Select(Key).Append(key).Distinct().Count());

        static CacheKey Key(LinkJob job) => InputKey.AddTo(new KeyRecord(), job, new MergeOptions()).Seal();
    }

    private static LinkJob Job(string path, long offset, long size) => new(
        LinkOutputKind.Pie, "a.out", [new LinkModule(path, offset, size, "a.o", [new LinkSymbol("f"u8.ToArray(), SymbolResolution.Prevailing)])]);
}
