using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests;

/// <summary>The pipeline texts against the installed opt: a new LLVM that changes its pipeline fails here.</summary>
public sealed class PipelineTests
{
    [Theory]
    [InlineData(OptimizationLevel.O2, "O2")]
    [InlineData(OptimizationLevel.O3, "O3")]
    [InlineData(OptimizationLevel.Os, "Os")]
    [InlineData(OptimizationLevel.Oz, "Oz")]
    public void The_suffix_is_what_opt_prints_after_ipo(OptimizationLevel level, string name)
    {
        string whole = Print(name);
        string function = whole[whole.IndexOf("require<globals-aa>", StringComparison.Ordinal)..whole.IndexOf(",lowertypetests,lowertypetests", StringComparison.Ordinal)];
        string late = whole[(whole.IndexOf(",lowertypetests,lowertypetests,", StringComparison.Ordinal) + ",lowertypetests,lowertypetests,".Length)..];
        late = late.Replace("globaldce<vfe-linkage-unit-visibility>", "globaldce", StringComparison.Ordinal).Replace(",verify", "", StringComparison.Ordinal).Trim();
        Assert.Equal($"{function},{late}", Pipelines.Suffix(level));
    }

    [Theory]
    [InlineData(OptimizationLevel.O0)]
    [InlineData(OptimizationLevel.O1)]
    [InlineData(OptimizationLevel.O2)]
    [InlineData(OptimizationLevel.O3)]
    [InlineData(OptimizationLevel.Os)]
    [InlineData(OptimizationLevel.Oz)]
    public void Opt_accepts_every_suffix(OptimizationLevel level) =>
        Assert.NotEmpty(LlvmTools.Run("opt", LlvmTools.Assemble("define void @f() { ret void }"), $"-passes={Pipelines.Suffix(level)}", "-o", "-", "-"));

    private static string Print(string level) =>
        System.Text.Encoding.UTF8.GetString(LlvmTools.Run("opt", LlvmTools.Assemble("define void @f() { ret void }"), $"-passes=lto<{level}>", "-print-pipeline-passes", "-disable-output", "-"));
}
