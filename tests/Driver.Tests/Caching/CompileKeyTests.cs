using LtoPar.Backend;
using LtoPar.Cache.Keys;
using LtoPar.CallGraph;
using LtoPar.Driver.Caching;

namespace LtoPar.Driver.Tests.Caching;

/// <summary>Each member of what reaches LLVM is in the key: one that is added and forgotten here makes a cache serve objects of other options.</summary>
public sealed class CompileKeyTests
{
    [Fact]
    public void Every_member_of_the_options_changes_the_key() => Members.AllCount(new CompileOptions(), Key);

    [Fact]
    public void Every_value_of_a_choice_has_its_own_key()
    {
        CacheKey[] keys =
        [
            .. Enum.GetValues<Stage>().Select(v => Key(new CompileOptions { Stage = v })),
            .. Enum.GetValues<OptimizationLevel>().Where(v => v != OptimizationLevel.O2).Select(v => Key(new CompileOptions { Level = v })),
            .. Enum.GetValues<CodegenLevel>().Select(v => Key(new CompileOptions { CodegenLevel = v })),
            .. Enum.GetValues<CodeModel>().Select(v => Key(new CompileOptions { CodeModel = v })),
            .. Enum.GetValues<RelocationModel>().Select(v => Key(new CompileOptions { RelocationModel = v })),
            .. RuleTable.All.Select(rule => Key(new CompileOptions { Rules = Rules.All & ~rule.Rule })),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Words_do_not_run_into_each_other()
    {
        IReadOnlyList<string>[] words = [[], [""], ["-a"], ["-a", "-b"], ["-a -b"], ["-a,-b"], ["-b", "-a"], ["-a", ""]];
        Assert.Equal(words.Length, words.Select(w => Key(new CompileOptions { LlvmArguments = w })).Distinct().Count());
        Assert.NotEqual(Key(new CompileOptions { Cpu = "" }), Key(new CompileOptions { Cpu = null }));
        Assert.NotEqual(Key(new CompileOptions { Cpu = "x" }), Key(new CompileOptions { Features = "x" }));
    }

    [Fact]
    public void The_bytes_change_the_key() => Assert.NotEqual(
        CompileKey.Of(new KeyRecord(), "BC1"u8).Seal(), CompileKey.Of(new KeyRecord(), "BC2"u8).Seal());

    [Fact]
    public void A_member_that_is_not_hashed_is_seen() =>
        Assert.ThrowsAny<Exception>(() => Members.AllCount(new CompileOptions(), o => new KeyRecord().Add("level", o.Level.ToString()).Seal()));

    private static CacheKey Key(CompileOptions options) => CompileKey.AddTo(new KeyRecord(), options).Seal();
}
