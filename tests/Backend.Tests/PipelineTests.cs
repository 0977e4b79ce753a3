using LtoPar.Llvm;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests;

/// <summary>
/// The pipeline texts against the installed opt: a new LLVM that changes its pipeline fails here. Both sides are what opt prints, since it leaves
/// out parameters that our texts spell.
/// </summary>
public sealed class PipelineTests
{
    private const string SecondLowering = ",lowertypetests,lowertypetests,";

    public static TheoryData<OptimizationLevel> Levels() => [.. Enum.GetValues<OptimizationLevel>()];

    [Theory]
    [MemberData(nameof(Levels))]
    public void The_prefix_is_what_opt_prints_up_to_the_cut(OptimizationLevel level)
    {
        string whole = Print($"lto<{level}>");
        string expected = level <= OptimizationLevel.O1
            ? Before(whole, SecondLowering) + ",lowertypetests,coro-cond(coro-early,cgscc(coro-split))"
            : Before(whole, ",require<globals-aa>") + ",lowertypetests";
        Assert.Equal(expected, Print(Pipelines.Prefix(level, Stage.PostIpo, callees: true)));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Without_callees_the_prefix_is_short_of_one_pass(OptimizationLevel level) =>
        Assert.Equal(
            Print(Pipelines.Prefix(level, Stage.PostIpo, callees: true)).Replace("called-value-propagation,", "", StringComparison.Ordinal),
            Print(Pipelines.Prefix(level, Stage.PostIpo, callees: false)));

    [Theory]
    [MemberData(nameof(Levels))]
    public void The_suffix_is_what_opt_prints_after_the_cut(OptimizationLevel level)
    {
        string whole = Print($"lto<{level}>");
        string late = whole[(whole.IndexOf(SecondLowering, StringComparison.Ordinal) + SecondLowering.Length)..];
        string expected = level <= OptimizationLevel.O1
            ? "lowertypetests," + late.Replace("coro-early,cgscc(coro-split),", "", StringComparison.Ordinal)
            : "require<profile-summary>," + Before(whole[whole.IndexOf("require<globals-aa>", StringComparison.Ordinal)..], SecondLowering) + ",lowertypetests,"
                + late.Replace("globaldce<vfe-linkage-unit-visibility>", "globaldce", StringComparison.Ordinal);
        Assert.Equal(expected, Print(Pipelines.Suffix(level, Stage.PostIpo)));
    }

    /// <summary>Passes move across the cut between the two texts, and no pass is lost.</summary>
    [Theory]
    [MemberData(nameof(Levels))]
    public void The_function_passes_after_inlining_are_on_one_side_of_the_cut(OptimizationLevel level)
    {
        const string Lowering = "lowertypetests";
        const string Profile = "require<profile-summary>,";
        string whole = Print(Pipelines.Prefix(level, Stage.PostIpo, callees: true));
        string early = Print(Pipelines.Prefix(level, Stage.PostInline, callees: true));
        string late = Print(Pipelines.Suffix(level, Stage.PostInline));
        string rest = Print(Pipelines.Suffix(level, Stage.PostIpo));
        if (level <= OptimizationLevel.O1)
        {
            Assert.Equal((whole, rest), (early, late));
            return;
        }

        string moved = whole[(early.Length - Lowering.Length)..^Lowering.Length];
        Assert.StartsWith("function<eager-inv>(instcombine<", moved, StringComparison.Ordinal);
        Assert.EndsWith("tailcallelim),cgscc(function-attrs),", moved, StringComparison.Ordinal);
        Assert.EndsWith("coro-annotation-elide)," + Lowering, early, StringComparison.Ordinal);
        Assert.Equal(Profile + moved + rest[Profile.Length..], late);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Opt_knows_the_options_of_the_level_and_of_the_parts(OptimizationLevel level) =>
        Assert.NotEmpty(LlvmTools.Run(
            "opt", LlvmTools.Assemble("define void @f() { ret void }"),
            [
                .. Pipelines.GlobalOptions(level), .. PrefixOptions.Otherwise,
                $"-passes={Pipelines.Prefix(level, Stage.PostIpo, callees: true)}", "-o", "-", "-",
            ]));

    private static string Before(string text, string end) => text[..text.IndexOf(end, StringComparison.Ordinal)];

    private static string Print(string passes) =>
        System.Text.Encoding.UTF8.GetString(
            LlvmTools.Run("opt", LlvmTools.Assemble("define void @f() { ret void }"), $"-passes={passes}", "-print-pipeline-passes", "-disable-output", "-"))
            .Trim().Replace(",verify", "", StringComparison.Ordinal);
}
