using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Cache.Keys;
using LtoPar.CallGraph;
using LtoPar.Driver.Caching;
using LtoPar.Driver.Commands;
using LtoPar.Driver.Execution;
using LtoPar.Driver.Tests.Caching;

namespace LtoPar.Driver.Tests.Execution;

/// <summary>What decides an object reaches the worker process: a member that is added and not spelled would make another object than in a thread.</summary>
public sealed class WorkerArgumentsTests
{
    [Fact]
    public void Every_member_of_the_options_reaches_the_worker() => Members.AllCount(new CompileOptions(), options =>
    {
        CacheKey there = Key(Read(options));
        Assert.Equal(Key(Named(options)), there);
        return there;
    });

    [Fact]
    public void Every_value_of_a_choice_reaches_the_worker()
    {
        CompileOptions[] all =
        [
            .. Enum.GetValues<Stage>().Select(v => new CompileOptions { Stage = v }),
            .. Enum.GetValues<OptimizationLevel>().Select(v => new CompileOptions { Level = v }),
            .. Enum.GetValues<CodegenLevel>().Select(v => new CompileOptions { CodegenLevel = v }),
            .. Enum.GetValues<CodeModel>().Select(v => new CompileOptions { CodeModel = v }),
            .. Enum.GetValues<RelocationModel>().Select(v => new CompileOptions { RelocationModel = v }),
            .. RuleTable.All.Select(rule => new CompileOptions { Rules = Rules.All & ~rule.Rule }),
            new CompileOptions { Rules = 0, Features = "-avx,+fma", Cpu = "x y", LlvmArguments = ["-a=b c", "--d", "e", "'", "-a=b c"] },
        ];
        Assert.All(all, options => Assert.Equal(Key(Named(options)), Key(Read(options))));
    }

    /// <summary>The options with those rules off that have names: of the other bits there is nothing to say.</summary>
    private static CompileOptions Named(CompileOptions options) => options with
    {
        Rules = RuleTable.All.Where(rule => !options.Rules.HasFlag(rule.Rule)).Aggregate(Rules.All, (rules, rule) => rules & ~rule.Rule),
    };

    private static CompileOptions Read(CompileOptions options)
    {
        ParseResult result = new MainCommand().Parse([.. WorkerArguments.Of(options, "/lib/libLLVM.so").Arguments]);
        Assert.Empty(result.Errors);
        return Assert.IsType<WorkerCommand>(result.CommandResult.Command).ReadOptions(result);
    }

    private static CacheKey Key(CompileOptions options) => CompileKey.AddTo(new KeyRecord(), options).Seal();
}
